import { join } from 'node:path';
import { featuresFolder } from '../../src/models/cache.js';
import { chooseMetrics } from '../../src/suite/comparison/choose-metrics.js';
import { compareEach } from '../../src/suite/comparison/compare-each.js';
import { sampleGenerator } from '../../src/suite/sampling/sample-generator.js';
import { drawAsked, drawStudioSet } from './studio-set.js';

const REFERENCE_SEED = 20_000;

/**
 * How far each generator's samples are from mannequins; other mannequins are what a perfect generator would make at this count.
 * The conditional one is asked for the poses and outfits of those others.
 */
export async function distances(generators: string, folder: string, count: number): Promise<string[][]> {
  const reference = join(folder, 'reference');
  const others = join(folder, 'others');
  await drawStudioSet(reference, count, REFERENCE_SEED);
  await drawAsked(others, count);
  const generated: Record<string, string> = {};
  for (const kind of ['unconditional', 'conditional']) {
    const out = join(folder, kind);
    const conditions = kind === 'conditional' ? others : undefined;
    await sampleGenerator(
      join(generators, kind),
      { name: 'onnxruntime' },
      { seed: 0, count, out, conditions, knobs: {} },
    );
    generated[kind] = out;
  }
  generated['other mannequins'] = others;
  const compared = await compareEach(
    chooseMetrics(['fid', 'kid', 'prdc']),
    reference,
    Object.values(generated),
    {
      features: 'inception-v3-nsfwjs',
      settings: {},
      engine: { name: 'onnxruntime' },
      seed: 0,
      onError: 'fail',
      intervals: true,
      cacheFolder: featuresFolder(),
    },
  );
  const titles = compared[0]!.comparison.scores.map(({ title }) => title);
  const rows = compared.map(({ comparison }, i) => [
    Object.keys(generated)[i]!,
    ...comparison.scores.map((score) => {
      if (score.status !== 'ok') return '–';
      const { value, interval } = score;
      const spread =
        interval.status === 'ok'
          ? ` (${interval.low.toPrecision(3)} to ${interval.high.toPrecision(3)})`
          : '';
      return value.toPrecision(3) + spread;
    }),
  ]);
  return [[`${count} against ${count}`, ...titles], ...rows];
}
