import type { RunResult } from '../../config/run-result.js';

/** Id of the quality score that stands for a run: the one of its trade-off where that was computed, else its first. */
export function headlineScore({ configuration, points }: RunResult): string | undefined {
  const ids = points.flatMap(({ quality }) => quality.scores.map(({ id }) => id));
  const { quality } = configuration.tradeoff;
  return ids.includes(quality) ? quality : ids[0];
}
