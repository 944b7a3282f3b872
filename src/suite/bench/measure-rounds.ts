import { reason } from '../../formats/reason.js';
import { quantile } from '../../math/quantile.js';
import type { Measured, Rate } from './bench-result.js';
import type { Throughput } from './keep-busy.js';

/** Something whose speed can be measured, warmed up. Waits, and takes no core, between its rounds. */
export interface Subject {
  /** Works for about so long. */
  round(ms: number): Promise<Throughput>;
  close(): Promise<void>;
}

export const ROUNDS = 3;

/**
 * Measures subjects in turn, round by round, so that what else the machine does meets all of them.
 * @param ms - of a round of one subject
 * @param onRound - after each
 * @returns images a second of each; of one that fails, why
 */
export async function measureRounds(
  subjects: readonly Subject[],
  ms: number,
  onRound: () => void,
): Promise<Measured[]> {
  const rates = subjects.map((): number[] => []);
  const failures = new Map<number, string>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, subject] of subjects.entries()) {
      if (!failures.has(i)) {
        try {
          const { images, seconds } = await subject.round(ms);
          rates[i]!.push(images / seconds);
        } catch (error) {
          failures.set(i, reason(error));
        }
      }
      onRound();
    }
  }
  return rates.map((found, i) => {
    const failure = failures.get(i);
    return failure === undefined ? { rate: summarise(found) } : { rate: null, reason: failure };
  });
}

/** @param values - one or more */
export function summarise(values: readonly number[]): Rate {
  const sorted = Float64Array.from(values).sort();
  return { median: quantile(sorted, 0.5), lowest: sorted[0]!, highest: sorted.at(-1)! };
}
