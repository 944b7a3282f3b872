import type { Shard } from '../../config/shard-record.js';

/** `03-of-16`: sorted by name, shards are in their order. */
export function shardName({ number, of }: Shard): string {
  return `${String(number).padStart(String(of).length, '0')}-of-${of}`;
}

/** Where a shard of a file goes: `real.npz` has `real.03-of-16.npz`. */
export function shardFile(path: string, shard: Shard): string {
  const [, stem, extension] = /^(.*?)(\.[^./\\]+)?$/s.exec(path)!;
  return `${stem!}.${shardName(shard)}${extension ?? ''}`;
}

/** `shards 3, 7 of 16`. */
export function namedShards(numbers: readonly number[], of: number): string {
  const more = numbers.length > 20 ? ` and ${numbers.length - 20} more` : '';
  return `shard${numbers.length === 1 ? '' : 's'} ${numbers.slice(0, 20).join(', ')}${more} of ${of}`;
}
