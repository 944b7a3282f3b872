import type { Shard } from '../../config/shard-record.js';

/**
 * The places that are a shard's among `total`: neighbours, and as many as those of any other shard, or one more. The shards together have
 * every place once; some have none if there are more shards than places.
 */
export function shardPart(
  { number, of }: Shard,
  total: number,
): { readonly from: number; readonly to: number } {
  return { from: Math.floor((total * (number - 1)) / of), to: Math.floor((total * number) / of) };
}

/** The shard's of a list, in its order. */
export function partOf<T>(shard: Shard, all: readonly T[]): T[] {
  const { from, to } = shardPart(shard, all.length);
  return all.slice(from, to);
}
