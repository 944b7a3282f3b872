/** A vector at length 1. @returns undefined for one of length 0 */
export function toUnit(vector: ArrayLike<number>): Float32Array | undefined {
  const values = Float64Array.from(vector);
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? Float32Array.from(values, (value) => value / length) : undefined;
}
