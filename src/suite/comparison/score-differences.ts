import type { Difference } from '../../config/paired-result.js';
import type { ScoreDefinition } from '../../metrics/definition.js';
import { findScore } from '../../metrics/registry.js';
import { intervalOf, type ScoredValue } from './score-samples.js';

/**
 * What the scores of a candidate differ by from a baseline's, with intervals of the differences: both without the same group
 * of images at a time, so that what they owe to the same real images, and to the same seeds, cancels.
 * @param candidate - scores with their replicates, against the same real images as the baseline's
 */
export function scoreDifferences(
  candidate: readonly ScoredValue[],
  baseline: readonly ScoredValue[],
): Difference[] {
  return candidate.flatMap((one) => {
    const other = baseline.find(({ score }) => score.id === one.score.id);
    return other ? [difference(one, other)] : [];
  });
}

function difference(candidate: ScoredValue, baseline: ScoredValue): Difference {
  const { id, title, direction, unit } = candidate.score;
  const head = { id, title, direction, unit };
  for (const [name, { score }] of Object.entries({ candidate, baseline })) {
    if (score.status === 'undefined') {
      return { ...head, status: 'undefined', reason: `not defined for the ${name}: ${score.reason}` };
    }
  }
  const value = valueOf(candidate) - valueOf(baseline);
  const interval = intervalOf(value, differencesOf(candidate, baseline), {
    ...resamplingOf(id),
    range: [-Infinity, Infinity],
  });
  return { ...head, status: 'ok', value, interval, better: better(interval, direction) };
}

function valueOf({ score }: ScoredValue): number {
  if (score.status === 'ok') return score.value;
  throw new Error(`${score.id} is not defined.`);
}

function differencesOf(
  candidate: ScoredValue,
  baseline: ScoredValue,
): Float64Array | { readonly reason: string } {
  const [a, b] = [candidate.replicates, baseline.replicates];
  if (!(a instanceof Float64Array)) return a ?? { reason: 'the candidate has no interval' };
  if (!(b instanceof Float64Array)) return b ?? { reason: 'the baseline has no interval' };
  if (a.length !== b.length) {
    return { reason: `the candidate has ${a.length} groups of images, the baseline ${b.length}` };
  }
  return a.map((replicate, g) => replicate - b[g]!);
}

function resamplingOf(id: string): Pick<ScoreDefinition, 'bias' | 'halves'> {
  const definition = findScore(id);
  return { bias: definition?.bias ?? 'kept', halves: definition?.halves ?? false };
}

function better(
  interval: Extract<Difference, { status: 'ok' }>['interval'],
  direction: Difference['direction'],
): 'candidate' | 'baseline' | 'undecided' {
  if (interval.status === 'undefined' || (interval.low <= 0 && interval.high >= 0)) return 'undecided';
  return interval.high < 0 === (direction === 'lower') ? 'candidate' : 'baseline';
}
