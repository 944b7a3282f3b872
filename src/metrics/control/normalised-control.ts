import type { NotScored } from './definition.js';

/** A score of generated images, of their shuffled conditions, and of real images. */
export interface ControlValues {
  readonly score: number;
  readonly floor: number;
  readonly ceiling: number;
}

/**
 * (score - floor) / (ceiling - floor): 0 is what images get that know nothing of their conditions, 1 is what the estimator gets on real
 * images. Below 0 and above 1 are possible. The same for scores of which lower is better, as both differences change sign.
 * @returns or why it is not defined: the estimator itself tells real images from shuffled ones no better
 */
export function normalisedControl(
  { score, floor, ceiling }: ControlValues,
  direction: 'lower' | 'higher',
): number | NotScored {
  const span = ceiling - floor;
  if (direction === 'higher' ? span > 0 : span < 0) return (score - floor) / span;
  return {
    reason:
      `the ceiling, ${short(ceiling)}, is no better than the floor, ${short(floor)}: by this score the estimator does not tell ` +
      'real images with their own conditions from shuffled ones',
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
