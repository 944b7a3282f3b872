import type { Mt19937 } from '../../src/math/mt19937.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { sampleOf } from './samples.js';

/** Normal vectors whose columns are independent, so that distances have closed forms. */
export interface Population {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** Two populations with the falling spectrum of image features, moved against each other by `shift`. */
export function populations(columns: number, shift: number): readonly [Population, Population] {
  const indices = Array.from({ length: columns }, (_, i) => i);
  const deviations = indices.map((i) => 1 / Math.sqrt(1 + i));
  return [
    { means: indices.map(() => 0), deviations },
    {
      means: deviations.map((deviation, i) => shift * deviation * Math.sin(i + 1)),
      deviations: deviations.map((deviation, i) => deviation * (1 + 0.75 * shift * Math.cos(i))),
    },
  ];
}

export function draw(random: Mt19937, { means, deviations }: Population, rows: number): FeatureSample {
  const columns = means.length;
  const values = random.normals(rows * columns);
  const data = Float32Array.from(
    values,
    (value, i) => means[i % columns]! + value * deviations[i % columns]!,
  );
  return sampleOf({ rows, columns, data });
}

/** Fréchet distance of two populations. */
export function frechetOf(a: Population, b: Population): number {
  return a.means.reduce(
    (sum, mean, i) => sum + (mean - b.means[i]!) ** 2 + (a.deviations[i]! - b.deviations[i]!) ** 2,
    0,
  );
}
