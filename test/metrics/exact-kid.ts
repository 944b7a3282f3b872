/**
 * KID of N(0, I) and N(shift, I), `width` wide, in closed form: the kernel's terms compare the first three moments,
 * 3 |dM1|^2 / width + 3 |dM2|^2 / width^2 + |dM3|^2 / width^3.
 * @param shift - of every coordinate
 */
export function exactKid(width: number, shift: number): number {
  const squared = width * shift ** 2;
  const third = squared ** 3 + 6 * squared ** 2 + (3 * width + 6) * squared;
  return (3 * squared) / width + (3 * squared ** 2) / width ** 2 + third / width ** 3;
}
