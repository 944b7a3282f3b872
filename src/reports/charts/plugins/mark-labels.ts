import type { ChartArea, Plugin } from 'chart.js';
import type { ChartTheme } from '../chart-theme.js';
import type { Plot, PlotGuide, PlotMark } from '../plot.js';
import { GUIDE_FONT, guideLabel } from './guide-label.js';
import { overlap, type LabelBox } from './label-box.js';
import { plotPlugin, type Surface } from './plot-plugin.js';

const SIZE_PX = 12;
/** Between a mark's middle and its label. */
const GAP_PX = 9;
/** Half of what a mark keeps free about itself. */
const MARK_PX = 6;

/** What marks are called, each at the first place about it that is free; where none is, the label is left out. */
export function markLabels(plot: Plot, { palette, fontFamily }: ChartTheme): Plugin<'scatter'> {
  return plotPlugin('mark-labels', plot, 'in front', (surface) => {
    const { pen, area, x, y, shown } = surface;
    pen.textBaseline = 'middle';
    // A rim of the ground, so that lines behind do not cross out letters.
    pen.strokeStyle = palette.panel;
    pen.lineWidth = 3;
    pen.lineJoin = 'round';
    const marks = shown.flatMap((series) => series.marks);
    const taken: LabelBox[] = marks.map((mark) => around(x(mark.x), y(mark.y), MARK_PX));
    pen.font = `${GUIDE_FONT} ${fontFamily}`;
    for (const guide of plot.guides) taken.push(guideLabel(guide, surface), lineOf(guide, surface));
    // Strong ones choose first.
    for (const mark of [...marks.filter(({ strong }) => strong), ...marks.filter(({ strong }) => !strong)]) {
      if (mark.label === null) continue;
      pen.font = `${mark.strong ? '600 ' : ''}${SIZE_PX}px ${fontFamily}`;
      pen.fillStyle = mark.strong ? palette.ink : palette.quiet;
      const box = placesOf(mark, mark.label, surface).find(
        (place) => within(place, area) && !taken.some((other) => overlap(place, other)),
      );
      if (!box) continue;
      taken.push(box);
      pen.strokeText(mark.label, box.left, (box.top + box.bottom) / 2);
      pen.fillText(mark.label, box.left, (box.top + box.bottom) / 2);
    }
  });
}

/** Diagonally about the mark first, as intervals run straight, then beside, above and below it. */
function placesOf(mark: PlotMark, label: string, { pen, x, y }: Surface): LabelBox[] {
  const [middleX, middleY, width] = [x(mark.x), y(mark.y), pen.measureText(label).width];
  const box = (left: number, middle: number): LabelBox => ({
    left,
    top: middle - SIZE_PX / 2,
    right: left + width,
    bottom: middle + SIZE_PX / 2,
  });
  const [left, right] = [middleX - GAP_PX - width, middleX + GAP_PX];
  const [above, below] = [middleY - GAP_PX - 3, middleY + GAP_PX + 3];
  return [
    box(right, above),
    box(right, below),
    box(left, above),
    box(left, below),
    box(middleX - width / 2, above - GAP_PX),
    box(middleX - width / 2, below + GAP_PX),
  ];
}

function lineOf({ axis, at }: PlotGuide, { area, x, y }: Surface): LabelBox {
  return axis === 'x'
    ? { ...area, left: x(at) - 1, right: x(at) + 1 }
    : { ...area, top: y(at) - 1, bottom: y(at) + 1 };
}

function around(x: number, y: number, half: number): LabelBox {
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

function within(box: LabelBox, area: ChartArea): boolean {
  return box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
}
