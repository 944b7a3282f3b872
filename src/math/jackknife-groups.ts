/** Groups that samples are dealt into, for delete-group jackknife. Fewer only where there are fewer samples. */
export const JACKKNIFE_GROUPS = 20;

/**
 * Deals samples into groups of equal size (up to one), by a hash of their ids: the group of a sample depends neither on the
 * order of the set nor on its features, and equal id lists give equal groups, so that paired sets lose the same samples.
 * @returns for each sample its group, 0 to groups - 1
 */
export function jackknifeGroups(ids: readonly string[], groups: number): Uint8Array {
  const hashes = ids.map(hash);
  const order = Array.from(ids.keys()).sort(
    (a, b) => hashes[a]! - hashes[b]! || (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : a - b),
  );
  const assigned = new Uint8Array(ids.length);
  order.forEach((sample, rank) => {
    assigned[sample] = rank % groups;
  });
  return assigned;
}

/** FNV-1a over UTF-16 code units, then MurmurHash3's finaliser: near ids such as 0001 and 0002 fall far apart. */
function hash(id: string): number {
  let word = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) word = Math.imul(word ^ id.charCodeAt(i), 0x01000193);
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}
