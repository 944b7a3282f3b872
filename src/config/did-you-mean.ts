import leven from 'leven';

/** ` Did you mean X?` for the known name nearest to a mistyped one; empty if none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const [nearest] = known.toSorted((a, b) => leven(a, name) - leven(b, name));
  return nearest !== undefined && leven(nearest, name) <= nearest.length / 2
    ? ` Did you mean ${nearest}?`
    : '';
}
