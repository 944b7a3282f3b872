/** A number with the reach of what it may truly be. */
export interface Uncertain {
  readonly estimate: number;
  /** At most `estimate`. */
  readonly low: number;
  /** At least `estimate`. */
  readonly high: number;
}

/**
 * The reach of a function of several uncertain numbers, as if they erred independently: what each end of each of them moves the
 * function by, squared and added, up and down apart, so that lopsided intervals stay lopsided. For a sum or a difference this is
 * MOVER; elsewhere it is right to first order.
 * @param of - a function of as many numbers as there are `numbers`
 * @returns ends of the same level as those of `numbers`; not finite where the function is not
 * @source G. Y. Zou, A. Donner, "Construction of confidence limits about effect measures: a general approach",
 * Statistics in Medicine 27 (2008), eq. 3
 */
export function squareAndAdd(
  of: (values: readonly number[]) => number,
  numbers: readonly Uncertain[],
): Uncertain {
  const middle = numbers.map((number) => number.estimate);
  const estimate = of(middle);
  const moves = numbers.map(({ low, high }, i) =>
    [low, high].map((end) => of(middle.with(i, end)) - estimate),
  );
  const farthest = (direction: 1 | -1): number =>
    Math.hypot(...moves.map((ends) => Math.max(0, ...ends.map((move) => direction * move))));
  return { estimate, low: estimate - farthest(-1), high: estimate + farthest(1) };
}
