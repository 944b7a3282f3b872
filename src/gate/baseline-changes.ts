import type { ControlEstimate } from '../config/estimate.js';
import { differingBasis } from './basis.js';
import type { MeasuredRun } from './measured-run.js';
import { pathText } from './path.js';
import { readingsOfRun } from './readings-of-run.js';

/** What becomes of a score when a baseline takes the place of another. */
export interface BaselineChange {
  readonly subject: string;
  /** null: the former baseline has no such score. */
  readonly before: ControlEstimate | null;
  /** null: the new one has none. */
  readonly after: ControlEstimate | null;
  /** Why the two do not compare; empty if they do. */
  readonly differing: readonly string[];
}

/** Every score of either, without parts and views, in the order of the new one. */
export function baselineChanges(former: MeasuredRun, next: MeasuredRun): BaselineChange[] {
  const [before, after] = [scoresOf(former), scoresOf(next)];
  return [...new Set([...after.keys(), ...before.keys()])].map((subject) => {
    const [old, now] = [before.get(subject), after.get(subject)];
    return {
      subject,
      before: old?.estimate ?? null,
      after: now?.estimate ?? null,
      differing: old && now ? differingBasis(now.basis, old.basis) : [],
    };
  });
}

function scoresOf(run: MeasuredRun) {
  const scores = readingsOfRun(run).filter(({ path }) => path.length === 2);
  return new Map(scores.map((reading) => [pathText(reading.path), reading]));
}
