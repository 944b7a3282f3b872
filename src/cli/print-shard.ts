import type { FoundShard } from '../suite/shards/require-whole.js';

/** Says what a shard has left. */
export function printShard({ location, record }: FoundShard, json: boolean): void {
  const { shard, images } = record;
  process.stdout.write(
    json
      ? `${JSON.stringify({ file: location, ...record }, null, 2)}\n`
      : `${location}: shard ${shard.number} of ${shard.of}, ${images} images\n`,
  );
}
