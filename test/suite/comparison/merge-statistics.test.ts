import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStatistics } from '../../../src/features/statistics-file.js';
import type { ExtractionOptions } from '../../../src/suite/comparison/extraction-options.js';
import { makeStatistics } from '../../../src/suite/comparison/make-statistics.js';
import { mergeStatistics } from '../../../src/suite/comparison/merge-statistics.js';
import { openSide } from '../../../src/suite/comparison/open-side.js';
import { makeStatisticsShard } from '../../../src/suite/comparison/shard-statistics.js';
import { writeDotsWorld } from '../run/dots-world.js';

const COUNT = 11;
let folder: string;
let whole: Awaited<ReturnType<typeof readStatistics>>;
const at = (name: string): string => join(folder, name);
const options = (more: Partial<ExtractionOptions> = {}): ExtractionOptions => ({
  ...{
    features: at('tiny.onnx'),
    engine: { name: 'onnxruntime' },
    settings: {},
    seed: 0,
    onError: 'skip',
    batchSize: 4,
  },
  ...more,
});

async function shards(of: number, more: Partial<ExtractionOptions> = {}): Promise<string[]> {
  const made: string[] = [];
  for (let number = 1; number <= of; number++) {
    const { location } = await makeStatisticsShard(at('real'), at('real.npz'), { number, of }, options(more));
    made.push(location);
  }
  return made;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-merge-'));
  await writeDotsWorld(folder, COUNT);
  await writeFile(at('real/3.png'), 'no image');
  await makeStatistics(at('real'), at('whole.npz'), options());
  whole = await readStatistics(at('whole.npz'));
});
afterAll(() => rm(folder, { recursive: true }));

function largestError(actual: Float64Array, expected: Float64Array): number {
  const scale = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return actual.reduce((max, value, i) => Math.max(max, Math.abs(value - expected[i]!)), 0) / scale;
}

describe('mergeStatistics', () => {
  // The last has shards without an image, and shards of the unreadable one alone.
  it.each([1, 2, 3, 5, 11, 14])('gives the statistics of the whole set from %d shards', async (of) => {
    await mergeStatistics((await shards(of)).toReversed(), at('merged.npz'));
    const merged = await readStatistics(at('merged.npz'));
    expect(largestError(merged.statistics.mean, whole.statistics.mean)).toBeLessThan(1e-12);
    const [a, b] = [merged.statistics.covariance.data, whole.statistics.covariance.data];
    expect(largestError(a, b)).toBeLessThan(1e-12);
    expect(merged.note!.source.skipped.map(({ id }) => id)).toEqual(['3.png']);
    expect({ ...merged.note, createdAt: '' }).toEqual({ ...whole.note, createdAt: '' });
  });

  it('divides the images that --num chooses', async () => {
    await mergeStatistics(await shards(2, { num: 6, seed: 4 }), at('merged.npz'));
    const note = await makeStatistics(at('real'), at('six.npz'), options({ num: 6, seed: 4 }));
    const merged = await readStatistics(at('merged.npz'));
    expect(merged.note!.source).toEqual(note.source);
  });

  it('names the shard that was made in another way', async () => {
    const made = await shards(3);
    await makeStatisticsShard(at('real'), at('real.npz'), { number: 2, of: 3 }, options({ num: 9 }));
    await expect(mergeStatistics(made, at('merged.npz'))).rejects.toThrow(
      /real\.2-of-3\.npz: is no shard of the same whole as the others: images used 9, chosen by seed 0, expected all/,
    );
  });

  it('tells a set of the same names from another by its images', async () => {
    const made = await shards(3);
    const image = await readFile(at('real/0.png'));
    await writeFile(at('real/0.png'), await readFile(at('real/1.png')));
    const of = { number: 3, of: 3 };
    try {
      await makeStatisticsShard(at('real'), at('real.npz'), of, options());
    } finally {
      await writeFile(at('real/0.png'), image);
    }
    await expect(mergeStatistics(made, at('merged.npz'))).rejects.toThrow(
      /real\.3-of-3\.npz: .* set 11 images, \w+, expected 11 images, \w+/,
    );
  });

  it('takes no shard for a whole, and no whole for a shard', async () => {
    const [shard] = await shards(2);
    await expect(openSide(shard!)).rejects.toThrow(/is a shard of statistics\. Merge all of them first/);
    await expect(mergeStatistics([at('whole.npz')], at('merged.npz'))).rejects.toThrow(
      /whole\.npz: is no shard of statistics/,
    );
  });

  it('notices a damaged shard', async () => {
    const made = await shards(2);
    const bytes = await readFile(made[1]!);
    bytes[bytes.indexOf('NUMPY') + 130]! ^= 1;
    await writeFile(made[1]!, bytes);
    await expect(mergeStatistics(made, at('merged.npz'))).rejects.toThrow(/real\.2-of-2\.npz.*damaged/);
  });
});
