import type { Shard, StatisticsShard } from '../../config/shard-record.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { openExtractor } from '../../features/open-extractor.js';
import { writeStatisticsShard } from '../../features/statistics-shard-file.js';
import type { ImageSet } from '../../images/image-set.js';
import { openImageSet } from '../../images/open-image-set.js';
import { StatisticsAccumulator } from '../../math/statistics-accumulator.js';
import { partOfSet } from '../control/part-of-set.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';
import { commonFeatures } from '../shards/common-features.js';
import { commonVersions } from '../shards/common-versions.js';
import type { FoundShard } from '../shards/require-whole.js';
import { setFingerprint } from '../shards/set-fingerprint.js';
import { shardFile } from '../shards/shard-name.js';
import { partOf } from '../shards/shard-part.js';
import { chooseImages } from './choose-images.js';
import type { ExtractionOptions } from './extraction-options.js';
import { forEachBatch } from './set-samples.js';
import { madeBy } from './statistics-note.js';

/**
 * Computes a shard's part of a set's statistics and writes it beside `output`, whole or not at all: `real.npz` has `real.03-of-16.npz`.
 * @throws InputError naming the first unreadable image, unless `onError` is 'skip'
 */
export async function makeStatisticsShard(
  location: string,
  output: string,
  shard: Shard,
  options: ExtractionOptions,
  listener: Listener = {},
): Promise<FoundShard<StatisticsShard>> {
  const set = await openImageSet(location);
  let extractor: FeatureExtractor | undefined;
  try {
    const chosen = chooseImages(set, options.num, options.seed);
    extractor = await openExtractor(options, ['features'], modelProgress(listener));
    const accumulator = new StatisticsAccumulator(extractor.outputs.features!.width);
    const imageHashes: string[] = [];
    const side = await forEachBatch(
      partOfSet(set, partOf(shard, chosen)),
      extractor,
      ['features'],
      { ...options, num: undefined },
      listener,
      (batch) => {
        accumulator.add(batch.vectors.features!);
        imageHashes.push(...batch.imageHashes);
      },
    );
    const record: StatisticsShard = {
      ...{ schema: 'gan-eval/shard/1', work: 'statistics', shard },
      common: { ...(await commonOf(set, options)), ...commonFeatures(extractor), ...commonVersions() },
      images: side.count ?? 0,
      createdAt: new Date().toISOString(),
      ...madeBy(extractor),
      source: { ...side, available: set.ids.length },
    };
    const file = shardFile(output, shard);
    const statistics = accumulator.partial();
    await writeStatisticsShard(file, { statistics, imageHashes }, JSON.stringify(record));
    return { location: file, record };
  } finally {
    listener.onStageEnd?.();
    await extractor?.dispose();
    await set.close();
  }
}

async function commonOf(
  set: ImageSet,
  { num, seed, onError }: ExtractionOptions,
): Promise<Record<string, string>> {
  return {
    set: await setFingerprint(set),
    'images used': num === undefined ? 'all' : `${num}, chosen by seed ${seed}`,
    'unreadable images': onError,
  };
}
