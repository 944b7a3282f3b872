import leven from 'leven';

/** ` Did you mean X?` for the known name nearest to a mistyped one; empty if none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const distance = (other: string) => leven(other.toLowerCase(), name.toLowerCase());
  const [nearest] = known.toSorted((a, b) => distance(a) - distance(b));
  return nearest !== undefined && distance(nearest) <= nearest.length / 2 ? ` Did you mean ${nearest}?` : '';
}
