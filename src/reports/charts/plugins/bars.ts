import type { Plugin } from 'chart.js';
import type { ChartTheme } from '../chart-theme.js';
import type { Plot } from '../plot.js';
import { seriesStyle } from '../series-style.js';
import { plotPlugin } from './plot-plugin.js';

const THICKNESS_PX = 16;

/** A bar from zero to each mark, full where it is a strong one. */
export function bars(plot: Plot, theme: ChartTheme): Plugin<'scatter'> {
  return plotPlugin('bars', plot, 'behind', ({ pen, x, y, shown }) => {
    for (const { marks, style, drawnAs } of shown) {
      if (drawnAs !== 'bars') continue;
      pen.fillStyle = seriesStyle(style, theme).colour;
      for (const mark of marks) {
        pen.globalAlpha = mark.strong ? 0.85 : 0.45;
        const [left, right] = [Math.min(x(0), x(mark.x)), Math.max(x(0), x(mark.x))];
        pen.fillRect(left, y(mark.y) - THICKNESS_PX / 2, right - left, THICKNESS_PX);
      }
    }
  });
}
