import type { RunFile } from '../../config/run-file.js';
import type { Tradeoff } from '../../config/tradeoff-result.js';
import { hypervolume } from '../../math/hypervolume.js';
import { readOff, type PathPoint } from '../../math/read-off.js';
import type { CostGain } from '../../math/pareto-front.js';
import type { Plane } from './plane.js';
import { mirroredPercentiles, percentiles, readingOf, type Read } from './reading-of.js';

type Settings = RunFile['tradeoff'];
type Reading = Tradeoff['readings'][number];

/** What the front of each generator's points covers as seen from the reference, then that of all together. */
export function hypervolumesOf(
  plane: Plane,
  generators: readonly string[],
  { reference }: Settings,
): Tradeoff['hypervolumes'] {
  if (!reference) return [];
  const corner = { cost: reference.quality, gain: reference.control };
  const volume: Read = (points) =>
    points.length > 0 ? hypervolume(points, corner) : { reason: 'no point has quality and control' };
  return [...generators, null].map((generator) => ({
    generator,
    volume: readingOf(plane, membersOf(plane, generator), volume, mirroredPercentiles),
  }));
}

/** What each generator's sweep has of the one where the other has a given value. */
export function readingsOf(
  plane: Plane,
  generators: readonly string[],
  { atQuality, atControl }: Settings,
): Reading[] {
  return generators.flatMap((generator) => {
    const reading = (what: Reading['what'], at: number, read: Read): Reading => {
      const members = membersOf(plane, generator);
      return { generator, what, at, reading: readingOf(plane, members, read, percentiles) };
    };
    return [
      ...atQuality.map((at) => reading('control at quality', at, alongLine(controlByQuality, at, Math.max))),
      ...atControl.map((at) => reading('quality at control', at, alongLine(qualityByControl, at, Math.min))),
    ];
  });
}

const controlByQuality = ({ cost, gain }: CostGain): PathPoint => ({ at: cost, value: gain });
const qualityByControl = ({ cost, gain }: CostGain): PathPoint => ({ at: gain, value: cost });

function alongLine(
  turned: (point: CostGain) => PathPoint,
  at: number,
  best: (a: number, b: number) => number,
): Read {
  return (points) => {
    if (points.length < 2) {
      return {
        reason:
          'it takes two points with quality and control, as values are read off between points; sweep a knob',
      };
    }
    const path = points.map(turned);
    const value = readOff(path, at, best);
    if (value !== undefined) return value;
    return { reason: `${whereOf(path)}, and nothing is read off beyond its points` };
  };
}

function whereOf(path: readonly PathPoint[]): string {
  const along = path.map(({ at }) => at);
  const [least, most] = [Math.min(...along), Math.max(...along)];
  const short = (value: number) => Number(value.toPrecision(4));
  return least === most ? `it stays at ${short(least)}` : `it reaches from ${short(least)} to ${short(most)}`;
}

/** Places of a generator's points in the plane, along its knob; of all points if it is null. */
function membersOf({ points }: Plane, generator: string | null): number[] {
  return [...points.keys()]
    .filter((i) => generator === null || points[i]!.generator === generator)
    .sort((a, b) => points[a]!.knob - points[b]!.knob);
}
