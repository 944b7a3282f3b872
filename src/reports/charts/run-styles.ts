import type { Point } from '../../config/run-result.js';

/** Which style each generator's series have: by their order in the run. */
export function runStyles(points: readonly Pick<Point, 'generator'>[]): ReadonlyMap<string, number> {
  const names = [...new Set(points.map(({ generator }) => generator))];
  return new Map(names.map((name, i) => [name, i]));
}
