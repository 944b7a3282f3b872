/**
 * Hill number of a spectrum: the exponential of its Rényi entropy of order q, which at q = 1 is Shannon's. That many equal
 * eigenvalues would be as diverse.
 *
 * Eigenvalues that rounding cannot tell from 0 are left out: below order 1 their powers would count.
 * @param eigenvalues - adding up to 1, none below 0 but for rounding
 * @param q - above 0; Infinity looks at the largest eigenvalue alone
 * @returns 1 or more; rounding below 1 is taken as 1
 * @source arXiv:2310.12952 eq. 4
 */
export function spectralDiversity(eigenvalues: Float64Array, q: number): number {
  const largest = eigenvalues.reduce((a, b) => Math.max(a, b), 0);
  const least = eigenvalues.length * Number.EPSILON * largest;
  const sum = (term: (value: number) => number): number =>
    eigenvalues.reduce((total, value) => (value > least ? total + term(value) : total), 0);
  return Math.max(1, hillNumber(sum, largest, q));
}

function hillNumber(sum: (term: (value: number) => number) => number, largest: number, q: number): number {
  if (q === 1) return Math.exp(-sum((value) => value * Math.log(value)));
  if (q === Infinity) return 1 / largest;
  // By the largest: the powers of a large order do not all vanish.
  const powers = Math.log(sum((value) => (value / largest) ** q)) + q * Math.log(largest);
  return Math.exp(powers / (1 - q));
}
