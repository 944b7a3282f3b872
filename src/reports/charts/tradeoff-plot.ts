import type { Point } from '../../config/run-result.js';
import type { Tradeoff } from '../../config/tradeoff-result.js';
import type { Plot, PlotMark } from './plot.js';
import { runStyles } from './run-styles.js';
import { plotReach, valueText } from './value-text.js';

type PanelPoint = Tradeoff['points'][number];
type Placed = PanelPoint & { readonly place: NonNullable<PanelPoint['place']> };

/** Quality against one kind of control: the sweep of each generator as a line, and what is the best of all as stairs. */
export function tradeoffPlot(tradeoff: Tradeoff, run: readonly Point[]): Plot {
  const { about, quality, control } = tradeoff;
  const placed = tradeoff.points.filter(isPlaced);
  const pointOf = new Map(run.map((point) => [point.id, point]));
  const styles = runStyles(run);
  const members = (generator: string) =>
    placed
      .filter(({ point }) => pointOf.get(point)?.generator === generator)
      .sort((a, b) => sweptValue(pointOf.get(a.point)) - sweptValue(pointOf.get(b.point)));
  return {
    id: `tradeoff-${about}`,
    title: `Quality against control: ${about}`,
    caption:
      'Up and left is better. Crosses are 95% intervals; what lies in the tinted region is worse in both than a point on the stairs.',
    description: describe(tradeoff, placed),
    x: { title: `${quality.title}, lower is better`, include: [], ticks: 'numbers' },
    y: { title: `${control.title}, normalised control`, include: [0, 1], ticks: 'numbers' },
    series: [...styles].map(([name, style]) => ({
      name,
      style,
      drawnAs: 'line',
      marks: members(name).map((point) => mark(tradeoff, point, pointOf.get(point.point))),
    })),
    guides: [
      { axis: 'y', at: 0, label: 'floor: conditions shuffled' },
      { axis: 'y', at: 1, label: 'ceiling: real images' },
    ],
    tracks: [],
    staircase: placed
      .filter(({ onFront }) => onFront)
      .map(({ place }) => ({ x: place.quality, y: place.control }))
      .sort((a, b) => a.x - b.x),
    missing: tradeoff.notes,
    heightPx: 460,
  };
}

function isPlaced(point: PanelPoint): point is Placed {
  return point.place !== null;
}

const sweptValue = (point: Point | undefined): number => point?.swept?.value ?? 0;

function mark({ quality, control }: Tradeoff, placed: Placed, point: Point | undefined): PlotMark {
  const lines = [
    placed.point,
    `${quality.title} ${placed.quality.status === 'ok' ? valueText(placed.quality) : ''}`,
    `${control.title}, normalised ${placed.control.status === 'ok' ? valueText(placed.control) : ''}`,
    placed.membership === null
      ? placed.onFront
        ? 'on the front'
        : 'off the front'
      : `on the front in ${Math.round(100 * placed.membership)}% of the draws`,
  ];
  return {
    x: placed.place.quality,
    y: placed.place.control,
    reachX: placed.quality.status === 'ok' ? plotReach(placed.quality.interval) : null,
    reachY: placed.control.status === 'ok' ? plotReach(placed.control.interval) : null,
    label: point?.swept ? `${point.swept.knob} ${point.swept.value}` : placed.point,
    text: lines.join('\n'),
    strong: point?.main ?? false,
  };
}

function describe({ quality, control }: Tradeoff, placed: readonly Placed[]): string {
  const front = placed.filter(({ onFront }) => onFront).map(({ point }) => point);
  return (
    `${quality.title} along x and normalised control by ${control.title} along y, of ${placed.length} points. ` +
    `On the front: ${front.length > 0 ? front.join(', ') : 'none'}.`
  );
}
