import type { Cost } from '../../config/run-result.js';
import type { ScoredComparison } from '../comparison/compare-each.js';
import type { PlannedPoint } from './run-plan.js';
import { sameIds } from '../comparison/same-ids.js';
import { scoreDifferences } from '../comparison/score-differences.js';

export interface ScoredPoint {
  readonly point: PlannedPoint;
  readonly scored: ScoredComparison;
}

/** What the main point of every conditional generator scores more than that of every unconditional one. */
export function runCosts(points: readonly ScoredPoint[]): Cost[] {
  const main = points.filter(({ point }) => point.main);
  const candidates = main.filter(({ point }) => point.kind === 'conditional');
  const baselines = main.filter(({ point }) => point.kind === 'unconditional');
  return candidates.flatMap((candidate) =>
    baselines.map((baseline) => ({
      candidate: candidate.point.id,
      baseline: baseline.point.id,
      paired: sameIds(candidate.scored.ids, baseline.scored.ids),
      differences: scoreDifferences(candidate.scored.values, baseline.scored.values),
    })),
  );
}
