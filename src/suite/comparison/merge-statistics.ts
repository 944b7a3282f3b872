import type { StatisticsNote } from '../../config/statistics-note.js';
import { statisticsShardSchema, type StatisticsShard } from '../../config/shard-record.js';
import {
  readStatisticsShard,
  readStatisticsShardRecord,
  type ShardStatistics,
} from '../../features/statistics-shard-file.js';
import { writeStatistics } from '../../features/statistics-file.js';
import { contentsHash } from '../../images/contents-hash.js';
import { mergePartials, statisticsOfPartial } from '../../math/partial-statistics.js';
import type { Listener } from '../listener.js';
import { requireWhole, type FoundShard } from '../shards/require-whole.js';
import { parseShardRecord } from '../shards/shard-records.js';
import { statisticsNote } from './statistics-note.js';

/**
 * Merges the shards of a set's statistics, whatever their order, into the file that one machine would have written: equal up to 1e-12,
 * relative to the largest variance. Memory grows with the logarithm of the number of shards.
 * @throws InputError naming the shards that are missing, there twice, or of another whole
 * @throws InsufficientSamplesError if the set has fewer than two readable images
 */
export async function mergeStatistics(
  paths: readonly string[],
  output: string,
  listener: Listener = {},
): Promise<StatisticsNote> {
  const found: FoundShard<StatisticsShard>[] = [];
  for (const location of paths) {
    const text = await readStatisticsShardRecord(location);
    found.push({ location, record: parseShardRecord(text, location, statisticsShardSchema) });
  }
  const shards = requireWhole(found);
  listener.onStage?.({ label: 'shards', total: 100, unit: 'percent' });
  const { statistics, imageHashes } = await mergeRange(shards, () => {
    listener.onAdvance?.(100 / shards.length);
  });
  listener.onStageEnd?.();
  const records = shards.map(({ record }) => record);
  const first = records[0]!;
  const note = statisticsNote({
    ...first,
    source: {
      ...first.source,
      count: records.reduce((sum, { source }) => sum + (source.count ?? 0), 0),
      contents: contentsHash(imageHashes),
      skipped: records.flatMap(({ source }) => source.skipped),
    },
  });
  await writeStatistics(output, statisticsOfPartial(statistics), note);
  return note;
}

/** Pairwise: the error grows with the logarithm of the number of shards, and so does what is held at a time. */
async function mergeRange(shards: readonly FoundShard[], onShard: () => void): Promise<ShardStatistics> {
  if (shards.length === 1) {
    const read = await readStatisticsShard(shards[0]!.location);
    onShard();
    return read;
  }
  const middle = shards.length >> 1;
  const a = await mergeRange(shards.slice(0, middle), onShard);
  const b = await mergeRange(shards.slice(middle), onShard);
  return {
    statistics: mergePartials(a.statistics, b.statistics),
    imageHashes: a.imageHashes.concat(b.imageHashes),
  };
}
