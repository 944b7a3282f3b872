import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeSamples } from '../../../src/suite/sampling/merge-samples.js';
import { sampleGenerator, type SampleRun } from '../../../src/suite/sampling/sample-generator.js';
import { sampleShard } from '../../../src/suite/sampling/sample-shard.js';
import { writeDotsWorld } from '../run/dots-world.js';

const CONDITIONS = 7;
let folder: string;
let count = 0;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-sample-shard-'));
  await writeDotsWorld(folder, CONDITIONS);
});
afterAll(() => rm(folder, { recursive: true }));

async function contents(path: string): Promise<Record<string, string>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = files.sort().map(async (file) => [file.slice(path.length), await readFile(file, 'base64')]);
  return Object.fromEntries((await Promise.all(pairs)) as [string, string][]);
}

const run = (more: Partial<SampleRun> = {}): SampleRun => ({
  ...{
    seed: 3,
    knobs: { gain: 0.5 },
    conditions: at('real'),
    count: 10,
    batch: 3,
    out: at(`out-${count++}`),
  },
  ...more,
});
const shard = (asked: SampleRun, number: number, of: number) =>
  sampleShard(at('conditional'), { name: 'onnxruntime' }, asked, { number, of });

describe('sampleShard', () => {
  it.each([1, 3, 4, 12])('makes in %d shards at once what one machine makes, byte for byte', async (of) => {
    const [whole, asked] = [run(), run({ batch: 2 })];
    await sampleGenerator(at('conditional'), { name: 'onnxruntime' }, whole);
    const made = await Promise.all(Array.from({ length: of }, (_, i) => shard(asked, i + 1, of)));
    expect(made.reduce((sum, { record }) => sum + record.images, 0)).toBe(10);
    const report = await mergeSamples(`${asked.out}.shards`);
    expect(report).toMatchObject({ out: asked.out, count: 10, knobs: { gain: 0.5 } });
    expect(await contents(asked.out)).toEqual(await contents(whole.out));
  });

  it('goes on where a killed shard was, and is the same when it is repeated', async () => {
    const asked = run();
    const stopped = AbortSignal.abort();
    await expect(shard({ ...asked, signal: stopped }, 2, 2)).rejects.toThrow();
    // What a kill leaves of a file that it was writing; whose it is, another shard cannot know.
    await writeFile(join(asked.out, '1.png.0123456789ab.tmp'), '');
    await shard(asked, 1, 2);
    await expect(mergeSamples(`${asked.out}.shards`)).rejects.toThrow(/^Missing: shard 2 of 2/);
    await shard(asked, 2, 2);
    const before = await contents(asked.out);
    expect(Object.keys(before)).toContain('/1.png.0123456789ab.tmp');
    await shard(asked, 2, 2);
    expect(await contents(asked.out)).toEqual(before);
    await mergeSamples(`${asked.out}.shards`);
    const whole = run();
    await sampleGenerator(at('conditional'), { name: 'onnxruntime' }, whole);
    expect(await contents(asked.out)).toEqual(await contents(whole.out));
  });

  it('is missed at the merge if its images are gone, and told from shards of other settings', async () => {
    const asked = run();
    await shard(asked, 1, 2);
    const { location } = await shard(asked, 2, 2);
    const [image] = (await readdir(asked.out, { recursive: true })).filter((name) => name.endsWith('.png'));
    await rm(join(asked.out, image!));
    await expect(mergeSamples(`${asked.out}.shards`)).rejects.toThrow(
      /line \d+ is of an image that is not in .*--shard [12]\/2/,
    );
    const record = await readFile(location, 'utf8');
    await writeFile(location, record.replace('"seed": "3"', '"seed": "4"'));
    await expect(mergeSamples(`${asked.out}.shards`)).rejects.toThrow(
      /no shard of the same whole as the others: seed/,
    );
    await writeFile(location, '{}');
    await expect(mergeSamples(`${asked.out}.shards`)).rejects.toThrow(
      /2-of-2\.json: is no record of such a shard/,
    );
    await expect(shard({ ...asked, seed: 5 }, 1, 2)).rejects.toThrow(
      /holds samples made in another way: seed 3, now 5/,
    );
  });
});
