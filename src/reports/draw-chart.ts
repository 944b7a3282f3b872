import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { Plugin } from 'chart.js';
import { Chart } from './charts/chart.js';
import { chartFonts } from './chart-fonts.js';
import { chartTheme } from './charts/chart-theme.js';
import { PLOT_WIDTH_PX, type Plot } from './charts/plot.js';
import { plotConfiguration } from './charts/plot-configuration.js';

/** Pixels of the picture a px of the plot, so that it is sharp where screens have more. */
const PIXEL_RATIO = 2;

export interface DrawnSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Draws a plot on white, in letters that come along.
 * @param size - before it is doubled for sharpness; default: as the plot is drawn well
 * @returns a PNG
 */
export function drawChart(
  plot: Plot,
  size: DrawnSize = { widthPx: PLOT_WIDTH_PX, heightPx: plot.heightPx },
): Buffer {
  const canvas = createCanvas(size.widthPx, size.heightPx);
  const theme = chartTheme('light', chartFonts());
  const { options, plugins = [], ...rest } = plotConfiguration(plot, theme, { titled: true });
  const chart = new Chart(contextOf(canvas), {
    ...rest,
    options: { ...options, responsive: false, devicePixelRatio: PIXEL_RATIO },
    plugins: [ground(theme.palette.panel), ...plugins],
  });
  const png = canvas.toBuffer('image/png');
  chart.destroy();
  return png;
}

/** A page's ground is its own, but a picture without one is dark where the page is. */
function ground(colour: string): Plugin<'scatter'> {
  return {
    id: 'ground',
    beforeDraw: ({ ctx, width, height }) => {
      ctx.save();
      ctx.fillStyle = colour;
      ctx.fillRect(0, 0, width, height);
      ctx.restore();
    },
  };
}

/** Skia's context is one in all that charts draw with; its type is none, as its canvas is no element of a page. */
function contextOf(canvas: Canvas): CanvasRenderingContext2D {
  const context: object = canvas.getContext('2d');
  if (isContext(context)) return context;
  throw new Error('The canvas has no context to draw with.');
}

function isContext(context: object): context is CanvasRenderingContext2D {
  return 'fillText' in context && 'setLineDash' in context;
}
