import type { ScaleOptions } from 'chart.js';
import { axisRange } from './axis-range.js';
import type { ChartTheme } from './chart-theme.js';
import type { Plot } from './plot.js';

const MOST_TICKS = 7;

/** An axis of the plot as chart.js takes it: its range covers all intervals, which chart.js knows nothing of. */
export function axisOptions(
  plot: Plot,
  axis: 'x' | 'y',
  { palette, fontFamily }: ChartTheme,
): ScaleOptions<'linear'> {
  const { title, ticks } = plot[axis];
  const font = { family: fontFamily, size: 13 };
  const common = {
    type: 'linear' as const,
    title: { display: title !== '', text: title, color: palette.quiet, font },
    border: { color: palette.rule },
  };
  if (typeof ticks === 'string') {
    const [min, max] = axisRange(plot, axis);
    const display = ticks === 'numbers';
    return {
      ...common,
      min,
      max,
      grid: { color: palette.rule, drawTicks: false, display },
      ticks: {
        display,
        color: palette.quiet,
        font,
        padding: 6,
        maxTicksLimit: MOST_TICKS,
        maxRotation: 0,
        autoSkipPadding: 14,
        // Round numbers alone, not the ends as well.
        includeBounds: false,
      },
    };
  }
  return {
    ...common,
    min: -0.5,
    max: ticks.length - 0.5,
    reverse: axis === 'y',
    grid: { display: false },
    afterBuildTicks: (scale) => {
      scale.ticks = ticks.map((_, value) => ({ value }));
    },
    ticks: {
      color: palette.ink,
      font,
      padding: 8,
      autoSkip: axis === 'x',
      maxRotation: 0,
      callback: (value) => ticks[Number(value)] ?? '',
    },
  };
}
