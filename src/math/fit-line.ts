export interface Line {
  /** At x = 0. */
  readonly intercept: number;
  readonly slope: number;
}

/**
 * The line of least squares through points.
 * @throws RangeError unless there are as many y as x, and two x that differ
 */
export function fitLine(x: readonly number[], y: readonly number[]): Line {
  const middleX = mean(x);
  const middleY = mean(y);
  const spread = x.reduce((sum, value) => sum + (value - middleX) ** 2, 0);
  if (x.length !== y.length || !(spread > 0)) {
    throw new RangeError(`Expected points at two places or more, got ${x.length} x and ${y.length} y.`);
  }
  const slope = x.reduce((sum, value, i) => sum + (value - middleX) * (y[i]! - middleY), 0) / spread;
  return { intercept: middleY - slope * middleX, slope };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
