import { InputError } from '../errors.js';
import { toFloat64 } from '../formats/npy.js';
import { openNpz, writeNpz } from '../formats/npz.js';
import { triangleSize, type PartialStatistics } from '../math/partial-statistics.js';

/** What a file holds of a shard's images. */
export interface ShardStatistics {
  readonly statistics: PartialStatistics;
  /** Of each image in its order, as contentHash gives it. */
  readonly imageHashes: readonly string[];
}

/** The array with the record; its presence tells a shard. */
export const SHARD_ARRAY = 'gan_eval_shard';
const HASH_BYTES = 32;

/**
 * Writes a shard's statistics under names of their own, so that no tool takes them for those of a whole. The file is there whole or not
 * at all.
 * @param record - as JSON
 */
export async function writeStatisticsShard(
  path: string,
  { statistics: { mean, scatter }, imageHashes }: ShardStatistics,
  record: string,
): Promise<void> {
  const hashes = Buffer.alloc(HASH_BYTES * imageHashes.length);
  imageHashes.forEach((hash, i) => hashes.write(hash, HASH_BYTES * i, 'hex'));
  await writeNpz(path, {
    shard_mean: { dims: [mean.length], data: mean },
    shard_scatter: { dims: [scatter.length], data: scatter },
    shard_images: { dims: [imageHashes.length, HASH_BYTES], data: hashes },
    [SHARD_ARRAY]: { dims: [], data: [record] },
  });
}

/** @returns the record of a shard's file, not yet parsed. @throws InputError if the file is not one of a shard */
export async function readStatisticsShardRecord(path: string): Promise<string> {
  const npz = await openNpz(path);
  try {
    if (npz.names.includes(SHARD_ARRAY)) {
      const [text] = (await npz.read(SHARD_ARRAY)).data;
      if (typeof text === 'string') return text;
    }
    throw new InputError(
      `${path}: is no shard of statistics; expected what gan-eval stats --shard K/N writes.`,
    );
  } finally {
    npz.close();
  }
}

/** @throws InputError if the numbers do not fit together */
export async function readStatisticsShard(path: string): Promise<ShardStatistics> {
  const npz = await openNpz(path);
  try {
    const images = await npz.read('shard_images');
    const [count = 0, bytes] = images.dims;
    const mean = toFloat64(await npz.read('shard_mean'), path);
    const scatter = toFloat64(await npz.read('shard_scatter'), path);
    if (
      !(images.data instanceof Uint8Array) ||
      bytes !== HASH_BYTES ||
      scatter.length !== triangleSize(mean.length)
    ) {
      throw new InputError(`${path}: its arrays do not fit together. Make the shard again.`);
    }
    const hashes = Buffer.from(images.data.buffer);
    const imageHashes = Array.from({ length: count }, (_, i) =>
      hashes.toString('hex', HASH_BYTES * i, HASH_BYTES * (i + 1)),
    );
    return { statistics: { count, mean, scatter }, imageHashes };
  } finally {
    npz.close();
  }
}
