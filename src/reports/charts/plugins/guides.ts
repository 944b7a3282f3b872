import type { Plugin } from 'chart.js';
import type { ChartTheme } from '../chart-theme.js';
import type { Plot } from '../plot.js';
import { guideLabel, GUIDE_FONT } from './guide-label.js';
import { plotPlugin } from './plot-plugin.js';

/** Lines across the plot, with what they stand for at their ends. */
export function guides(plot: Plot, { palette, fontFamily }: ChartTheme): Plugin<'scatter'> {
  return plotPlugin('guides', plot, 'behind', (surface) => {
    const { pen, area, x, y } = surface;
    pen.strokeStyle = palette.quiet;
    pen.fillStyle = palette.quiet;
    pen.font = `${GUIDE_FONT} ${fontFamily}`;
    pen.textBaseline = 'middle';
    pen.lineWidth = 1;
    for (const guide of plot.guides) {
      const { axis, at, label } = guide;
      pen.beginPath();
      pen.moveTo(axis === 'x' ? x(at) : area.left, axis === 'x' ? area.top : y(at));
      pen.lineTo(axis === 'x' ? x(at) : area.right, axis === 'x' ? area.bottom : y(at));
      pen.stroke();
      const box = guideLabel(guide, surface);
      pen.fillText(label, box.left, (box.top + box.bottom) / 2);
    }
  });
}
