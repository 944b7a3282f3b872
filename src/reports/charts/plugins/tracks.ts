import type { Plugin } from 'chart.js';
import type { ChartTheme } from '../chart-theme.js';
import type { Plot } from '../plot.js';
import { plotPlugin } from './plot-plugin.js';

const THICKNESS_PX = 10;

/** A quiet bar behind each row, such as from floor to ceiling. */
export function tracks(plot: Plot, { palette }: ChartTheme): Plugin<'scatter'> {
  return plotPlugin('tracks', plot, 'behind', ({ pen, x, y }) => {
    pen.fillStyle = palette.rule;
    for (const { row, from, to } of plot.tracks) {
      const [left, right] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
      pen.fillRect(left, y(row) - THICKNESS_PX / 2, Math.max(1, right - left), THICKNESS_PX);
    }
  });
}
