import type { Plugin } from 'chart.js';
import type { ChartTheme } from '../chart-theme.js';
import type { Plot } from '../plot.js';
import { seriesStyle } from '../series-style.js';
import { plotPlugin } from './plot-plugin.js';

/** The intervals of a line's marks, joined to an area. Marks without one stand at its edge. */
export function bands(plot: Plot, theme: ChartTheme): Plugin<'scatter'> {
  return plotPlugin('bands', plot, 'behind', ({ pen, x, y, shown }) => {
    pen.globalAlpha = 0.16;
    for (const { marks, style, drawnAs } of shown) {
      if (drawnAs !== 'band') continue;
      pen.beginPath();
      for (const mark of marks) pen.lineTo(x(mark.x), y(mark.reachY?.high ?? mark.y));
      for (const mark of marks.toReversed()) pen.lineTo(x(mark.x), y(mark.reachY?.low ?? mark.y));
      pen.closePath();
      pen.fillStyle = seriesStyle(style, theme).colour;
      pen.fill();
    }
  });
}
