import type { Plugin } from 'chart.js';
import type { ChartTheme } from '../chart-theme.js';
import type { Plot } from '../plot.js';
import { seriesStyle } from '../series-style.js';
import { plotPlugin } from './plot-plugin.js';

const CAP_PX = 3.5;

/** A line along each axis from end to end of a mark's interval, with a cap at either end. */
export function intervalBars(plot: Plot, theme: ChartTheme): Plugin<'scatter'> {
  return plotPlugin('interval-bars', plot, 'behind', ({ pen, x, y, shown }) => {
    for (const { marks, style, drawnAs } of shown) {
      const onBar = drawnAs === 'bars';
      pen.strokeStyle = onBar ? theme.palette.ink : seriesStyle(style, theme).colour;
      pen.lineWidth = 1.5;
      pen.globalAlpha = onBar ? 0.9 : 0.6;
      pen.beginPath();
      for (const { x: atX, y: atY, reachX, reachY } of marks) {
        if (reachX) {
          pen.moveTo(x(reachX.low), y(atY));
          pen.lineTo(x(reachX.high), y(atY));
          for (const end of [reachX.low, reachX.high]) {
            pen.moveTo(x(end), y(atY) - CAP_PX);
            pen.lineTo(x(end), y(atY) + CAP_PX);
          }
        }
        if (reachY && drawnAs !== 'band') {
          pen.moveTo(x(atX), y(reachY.low));
          pen.lineTo(x(atX), y(reachY.high));
          for (const end of [reachY.low, reachY.high]) {
            pen.moveTo(x(atX) - CAP_PX, y(end));
            pen.lineTo(x(atX) + CAP_PX, y(end));
          }
        }
      }
      pen.stroke();
    }
  });
}
