import type { FeatureMatrix } from '../../math/feature-matrix.js';
import type { BothSides } from './joint-sample.js';

/**
 * Rows as matrices, with the mean of the real side's known values in place of what is not known, so that it neither adds to the
 * distance of the means nor to variances; 0 where the real side knows none.
 * @param sides - rows of equal width; NaN: not known
 */
export function imputeUnknown(
  { real, generated }: BothSides<readonly (readonly number[])[]>,
  width: number,
): BothSides<FeatureMatrix> {
  const means = Array.from({ length: width }, (_, column) => {
    const known = real.map((row) => row[column]!).filter((value) => !Number.isNaN(value));
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : 0;
  });
  const filled = (rows: readonly (readonly number[])[]): FeatureMatrix => ({
    rows: rows.length,
    columns: width,
    data: Float32Array.from(
      rows.flatMap((row) => row.map((value, column) => (Number.isNaN(value) ? means[column]! : value))),
    ),
  });
  return { real: filled(real), generated: filled(generated) };
}
