/** A point of a line that is drawn from point to point. */
export interface PathPoint {
  readonly at: number;
  readonly value: number;
}

/**
 * What a line through points has where `at` is given: between neighbours by a straight line, never beyond their ends.
 * Where it comes by more than once, the best.
 * @param path - in the order in which the line is drawn; it may turn back
 * @param best - of two values the better one
 * @returns undefined if the line does not come by
 */
export function readOff(
  path: readonly PathPoint[],
  at: number,
  best: (a: number, b: number) => number,
): number | undefined {
  let found: number | undefined;
  const keep = (value: number) => {
    found = found === undefined ? value : best(found, value);
  };
  path.forEach((point, i) => {
    if (point.at === at) keep(point.value);
    const next = path[i + 1];
    if (!next || point.at < at === next.at < at || point.at === at || next.at === at) return;
    const share = (at - point.at) / (next.at - point.at);
    keep(point.value + share * (next.value - point.value));
  });
  return found;
}
