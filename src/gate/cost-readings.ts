import type { Cost } from '../config/run-result.js';
import { joinedBasis } from './basis.js';
import { step, type Step } from './path.js';
import { readingOf, type PointReadings, type Reading } from './reading.js';

/** What control costs: `cost.fid`, or where there are several `cost[conditional-unconditional].fid`. */
export function costReadings({ candidate, baseline, differences }: Cost, points: PointReadings): Reading[] {
  const name = (id: string): string => points.get(id)?.point.generator ?? id;
  const head: Step = { name: 'cost', setting: `${name(candidate)}-${name(baseline)}`, byName: true };
  return differences.map((difference) => {
    const minuend = readingOf(points, candidate, difference.id);
    const subtrahend = readingOf(points, baseline, difference.id);
    return {
      path: [head, step(difference.id)],
      estimate: difference,
      images: minuend?.images === subtrahend?.images ? (minuend?.images ?? null) : null,
      made: minuend?.made === subtrahend?.made ? (minuend?.made ?? null) : null,
      ofImages: [],
      basis: joinedBasis([
        ['first', minuend?.basis ?? {}],
        ['second', subtrahend?.basis ?? {}],
      ]),
    };
  });
}
