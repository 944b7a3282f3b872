/** A point between two vectors; `share` is 0 at `a` and 1 at `b`. */
export type Between = (a: Float64Array, b: Float64Array, share: number) => Float64Array;

/** Along the straight line. */
export const straight: Between = (a, b, share) => a.map((value, i) => value + share * (b[i]! - value));

/**
 * Along the great circle, the length going evenly from one to the other: normal latents stay likely ones on the way, as
 * they would not on a straight line. The direction is that of StyleGAN's slerp, which then gives all the length 1.
 */
export const spherical: Between = (a, b, share) => {
  const [lengthA, lengthB] = [norm(a), norm(b)];
  if (lengthA === 0 || lengthB === 0) return straight(a, b, share);
  const unitA = a.map((value) => value / lengthA);
  const cosine = Math.min(1, Math.max(-1, dot(unitA, b) / lengthB));
  const across = b.map((value, i) => value / lengthB - cosine * unitA[i]!);
  const width = norm(across);
  if (width === 0) return straight(a, b, share);
  const angle = share * Math.acos(cosine);
  const length = lengthA + share * (lengthB - lengthA);
  return unitA.map((value, i) => length * (value * Math.cos(angle) + (across[i]! / width) * Math.sin(angle)));
};

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));
