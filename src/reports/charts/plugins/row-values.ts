import type { Plugin } from 'chart.js';
import type { ChartTheme } from '../chart-theme.js';
import type { Plot } from '../plot.js';
import { plotPlugin } from './plot-plugin.js';

/** Kept free for them, right of the plane. */
export const ROW_VALUES_PX = 76;

/** What a row's mark is called, in a column at the end of the rows. */
export function rowValues(plot: Plot, { palette, fontFamily }: ChartTheme): Plugin<'scatter'> {
  return plotPlugin('row-values', plot, 'in front', ({ pen, area, y, shown }) => {
    pen.textBaseline = 'middle';
    pen.textAlign = 'right';
    pen.font = `13px ${fontFamily}`;
    for (const { y: row, label, strong } of shown.flatMap(({ marks }) => marks)) {
      if (label === null) continue;
      pen.fillStyle = strong ? palette.ink : palette.quiet;
      pen.fillText(label, area.right + ROW_VALUES_PX - 4, y(row));
    }
  });
}
