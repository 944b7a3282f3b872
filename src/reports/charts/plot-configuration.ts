import type { ChartConfiguration, ChartDataset } from 'chart.js';
import { axisOptions } from './axis-options.js';
import type { ChartTheme } from './chart-theme.js';
import type { Plot, PlotMark, PlotSeries } from './plot.js';
import { bands } from './plugins/bands.js';
import { bars } from './plugins/bars.js';
import { guides } from './plugins/guides.js';
import { intervalBars } from './plugins/interval-bars.js';
import { markLabels } from './plugins/mark-labels.js';
import { ROW_VALUES_PX, rowValues } from './plugins/row-values.js';
import { staircase } from './plugins/staircase.js';
import { tracks } from './plugins/tracks.js';
import { seriesStyle } from './series-style.js';

export type PlotConfiguration = ChartConfiguration<'scatter', PlotMark[]>;

export interface PlotOptions {
  /** Whether the title is part of the picture; where it stands above it, it is not. Default: false. */
  readonly titled?: boolean;
}

const STRONG_RADIUS_PX = 6;
const RADIUS_PX = 4;

/**
 * What chart.js draws a plot from, in the browser and on Node alike. It neither animates nor asks for anything of the page.
 */
export function plotConfiguration(
  plot: Plot,
  theme: ChartTheme,
  { titled = false }: PlotOptions = {},
): PlotConfiguration {
  const { palette, fontFamily } = theme;
  const hasRows = typeof plot.y.ticks !== 'string';
  return {
    type: 'scatter',
    data: { datasets: plot.series.map((series) => dataset(series, theme)) },
    plugins: [
      tracks(plot, theme),
      staircase(plot, theme),
      guides(plot, theme),
      bands(plot, theme),
      bars(plot, theme),
      intervalBars(plot, theme),
      hasRows ? rowValues(plot, theme) : markLabels(plot, theme),
    ],
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      locale: 'en-US',
      font: { family: fontFamily, size: 13 },
      color: palette.ink,
      layout: { padding: { top: 4, right: hasRows ? ROW_VALUES_PX : 12, bottom: 4, left: 4 } },
      interaction: { mode: 'nearest', intersect: false },
      scales: {
        x: axisOptions(plot, 'x', theme),
        y: axisOptions(plot, 'y', theme),
      },
      plugins: {
        // A key, if there are several to tell apart.
        legend: {
          display: plot.series.length > 1,
          position: 'top',
          align: 'start',
          labels: {
            usePointStyle: true,
            boxHeight: 8,
            padding: 14,
            color: palette.ink,
            font: { family: fontFamily, size: 13 },
          },
        },
        title: {
          display: titled,
          text: plot.title,
          align: 'start',
          color: palette.ink,
          font: { family: fontFamily, size: 17, weight: 600 },
          padding: { top: 2, bottom: 2 },
        },
        tooltip: {
          displayColors: false,
          backgroundColor: palette.ink,
          titleColor: palette.panel,
          bodyColor: palette.panel,
          callbacks: { title: () => '', label: ({ raw }) => textOf(raw) },
        },
      },
    },
  };
}

/** Several lines, as a tooltip does not break them. */
function textOf(raw: unknown): string[] {
  const isMark = typeof raw === 'object' && raw !== null && 'text' in raw;
  return isMark && typeof raw.text === 'string' ? raw.text.split('\n') : [];
}

function dataset(
  { name, style, drawnAs, marks }: PlotSeries,
  theme: ChartTheme,
): ChartDataset<'scatter', PlotMark[]> {
  const { colour, shape, dash } = seriesStyle(style, theme);
  const isBar = drawnAs === 'bars';
  return {
    label: name,
    data: [...marks],
    showLine: drawnAs === 'line' || drawnAs === 'band',
    borderColor: colour,
    borderWidth: 2,
    borderDash: [...dash],
    pointStyle: isBar ? 'rect' : shape,
    pointBorderColor: colour,
    pointBorderWidth: 2,
    pointBackgroundColor: marks.map(({ strong }) => (isBar || strong ? colour : theme.palette.panel)),
    pointRadius: marks.map(({ strong }) => (isBar ? 0 : strong ? STRONG_RADIUS_PX : RADIUS_PX)),
    pointHoverRadius: marks.map(() => (isBar ? 0 : STRONG_RADIUS_PX + 1)),
    pointHitRadius: 12,
    clip: false,
  };
}
