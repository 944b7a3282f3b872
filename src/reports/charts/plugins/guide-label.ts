import type { PlotGuide } from '../plot.js';
import type { LabelBox } from './label-box.js';
import type { Surface } from './plot-plugin.js';

const SIZE_PX = 12;
export const GUIDE_FONT = `${SIZE_PX}px`;
const GAP_PX = 4;

/** Where a guide's label stands: at the end of a line along x, above it unless there is no room; at the top of one along y. */
export function guideLabel(
  { axis, at, label }: PlotGuide,
  { pen, area, x, y }: Pick<Surface, 'pen' | 'area' | 'x' | 'y'>,
): LabelBox {
  const width = pen.measureText(label).width;
  const left = axis === 'y' ? area.right - GAP_PX - width : x(at) + GAP_PX;
  const above = y(at) - GAP_PX - SIZE_PX;
  const top = axis === 'x' ? area.top + GAP_PX : above < area.top ? y(at) + GAP_PX : above;
  return { left, top, right: left + width, bottom: top + SIZE_PX };
}
