import type { Plugin } from 'chart.js';
import type { ChartTheme } from '../chart-theme.js';
import type { Plot } from '../plot.js';
import { plotPlugin } from './plot-plugin.js';

/** The stairs right of and below which everything is worse than something that was reached, with that region tinted. */
export function staircase(plot: Plot, { palette }: ChartTheme): Plugin<'scatter'> {
  return plotPlugin('staircase', plot, 'behind', ({ pen, area, x, y }) => {
    const [first] = plot.staircase;
    if (!first) return;
    const path: [number, number][] = [[x(first.x), area.bottom]];
    for (const corner of plot.staircase) {
      path.push([x(corner.x), path.at(-1)![1]], [x(corner.x), y(corner.y)]);
    }
    path.push([area.right, path.at(-1)![1]]);
    pen.beginPath();
    for (const place of path) pen.lineTo(...place);
    pen.strokeStyle = palette.quiet;
    pen.lineWidth = 1.25;
    pen.setLineDash([3, 3]);
    pen.stroke();
    pen.lineTo(area.right, area.bottom);
    pen.closePath();
    pen.fillStyle = palette.quiet;
    pen.globalAlpha = 0.07;
    pen.fill();
  });
}
