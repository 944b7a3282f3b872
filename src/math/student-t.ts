/** 97.5% quantiles of Student's t for 1 to 19 degrees of freedom, as in any table of the distribution. */
const quantiles = [
  12.7062047, 4.30265273, 3.18244631, 2.77644511, 2.57058184, 2.44691185, 2.36462425, 2.30600414, 2.26215716,
  2.22813885, 2.20098516, 2.17881283, 2.16036866, 2.14478669, 2.13144955, 2.1199053, 2.10981558, 2.10092204,
  2.09302405,
] as const;

/** @param degrees - of freedom, 1 to 19 */
export function studentT975(degrees: number): number {
  const quantile = quantiles[degrees - 1];
  if (quantile === undefined) throw new RangeError(`Expected 1 to 19 degrees of freedom, got ${degrees}.`);
  return quantile;
}
