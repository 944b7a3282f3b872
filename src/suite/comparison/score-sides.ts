import { resolve } from 'node:path';
import { mapRoles } from '../../config/feature-role.js';
import { useKernelThreads } from '../../engines/kernel-threads.js';
import { OnnxRowProducts } from '../../engines/onnx-row-products.js';
import type { Listener } from '../listener.js';
import type { LoadedSide } from './open-side.js';
import { comparesWithReal } from './plan-comparison.js';
import { unknownOrigins } from './same-features.js';
import { scoreSamples, type MetricRequest, type ScoredValue } from './score-samples.js';

/**
 * Computes metrics of two sides that have been read, a stage of the listener each.
 * @param real - undefined if no metric compares with it
 * @returns scores in the order asked for, each with what differences of scores are judged by
 */
export async function scoreSides(
  requests: readonly MetricRequest[],
  real: LoadedSide | undefined,
  generated: LoadedSide,
  { intervals }: { readonly intervals: boolean },
  listener: Listener = {},
): Promise<ScoredValue[]> {
  const pairs = mapRoles(generated.samples, (sample, role) => ({
    real: real?.samples[role],
    generated: sample,
  }));
  useKernelThreads();
  const products = new OnnxRowProducts();
  const values: ScoredValue[] = [];
  try {
    for (const request of requests) {
      const { title, reads } = request.metric;
      listener.onStage?.({ label: title, total: 100, unit: 'percent' });
      let done = 0;
      const onProgress = (share: number) => {
        listener.onAdvance?.((share - done) * 100);
        done = share;
      };
      const scored = await scoreSamples(request, pairs, { products, intervals, onProgress });
      listener.onStageEnd?.();
      const compared = comparesWithReal(request) ? real : undefined;
      const doubts = [...unknownOrigins(reads, compared, generated), ...sameSet(compared, generated)];
      values.push(...scored.map((value) => withWarnings(value, doubts)));
    }
    return values;
  } finally {
    await products.dispose();
  }
}

function sameSet(real: LoadedSide | undefined, generated: LoadedSide): string[] {
  if (!real || resolve(real.side.location) !== resolve(generated.side.location)) return [];
  return [
    'Both sides are the same set: this is what a set gets against itself. Scores that take the sides to be independent, ' +
      'such as KID, are too good then, and so are their intervals.',
  ];
}

function withWarnings(value: ScoredValue, warnings: readonly string[]): ScoredValue {
  const { score } = value;
  if (score.status === 'undefined') return value;
  return { ...value, score: { ...score, warnings: [...score.warnings, ...warnings] } };
}
