import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeatureCache } from '../../src/features/feature-cache.js';
import { output } from './fake-extractor.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-cache-'));
});
afterEach(() => rm(folder, { recursive: true }));

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const entry = (name: string, ...values: number[]) => ({
  imageHash: hash(name),
  features: new Float32Array(values),
});
const RECORD_BYTES = 32 + 3 * 4 + 4;

async function segments(): Promise<string[]> {
  const [extractor] = await readdir(folder);
  return (await readdir(join(folder, extractor!))).map((name) => join(folder, extractor!, name));
}

async function reopenAfter(
  change: (path: string) => Promise<void>,
  onNotice?: (text: string) => void,
): Promise<FeatureCache> {
  const cache = await FeatureCache.open(folder, output(3), 'test');
  await cache.put([entry('a', 1, 2, 3), entry('b', 4, 5, 6)]);
  await cache.close();
  await change((await segments())[0]!);
  return FeatureCache.open(folder, output(3), 'test', onNotice);
}

describe('FeatureCache', () => {
  it('refuses vectors of another width, and keeps none of those that came with them', async () => {
    const cache = await FeatureCache.open(folder, output(3), 'test');
    await expect(cache.put([entry('a', 1, 2, 3), entry('b', 4, 5)])).rejects.toThrow(
      'Expected vectors of 3 numbers, got one of 2.',
    );
    expect(await cache.get(hash('a'))).toBeUndefined();
    await cache.close();
  });

  it('gives back what was put, at once and in a later run, bit for bit', async () => {
    const cache = await FeatureCache.open(folder, output(3), 'test');
    await cache.put([entry('a', 0.1, -1e-30, 3e38)]);
    await cache.put([entry('b', 4, 5, 6)]);
    expect(await cache.get(hash('a'))).toEqual(new Float32Array([0.1, -1e-30, 3e38]));
    await cache.close();

    const later = await FeatureCache.open(folder, output(3), 'test');
    expect(await later.get(hash('a'))).toEqual(new Float32Array([0.1, -1e-30, 3e38]));
    expect(await later.get(hash('b'))).toEqual(new Float32Array([4, 5, 6]));
    expect(await later.get(hash('c'))).toBeUndefined();
    await later.close();
  });

  it('keeps outputs and extractors apart', async () => {
    const cache = await FeatureCache.open(folder, output(3), 'test');
    await cache.put([entry('a', 1, 2, 3)]);
    await cache.close();
    const { identity, width } = output(3);
    for (const [other, runsOn] of [
      [{ width, identity: { ...identity, resize: 'tf1' } }, 'test'],
      [{ width, identity: { ...identity, weightsSha256: '1' } }, 'test'],
      [{ width, identity: { ...identity, precision: 'fp16' } }, 'test'],
      [output(3, 'another output'), 'test'],
      [output(3), 'another device'],
      [output(4), 'test'],
    ] as const) {
      const elsewhere = await FeatureCache.open(folder, other, runsOn);
      expect(await elsewhere.get(hash('a'))).toBeUndefined();
      await elsewhere.close();
    }
  });

  it('does not see a record that a kill cut off, and still sees those before it', async () => {
    const cache = await reopenAfter((path) => truncate(path, 2 * RECORD_BYTES - 1));
    expect(await cache.get(hash('a'))).toEqual(new Float32Array([1, 2, 3]));
    expect(await cache.get(hash('b'))).toBeUndefined();
    await cache.close();
  });

  it('takes records with a flipped bit for absent, tells of them once, and writes them over', async () => {
    const notices: string[] = [];
    const cache = await reopenAfter(
      async (path) => {
        const file = await open(path, 'r+');
        for (const record of [0, 1])
          await file.write(Buffer.from([0xff]), 0, 1, record * RECORD_BYTES + 32 + 5);
        await file.close();
      },
      (text) => notices.push(text),
    );
    expect(await cache.get(hash('a'))).toBeUndefined();
    expect(await cache.get(hash('b'))).toBeUndefined();
    expect(notices).toEqual([expect.stringMatching(/\.features: cached features are damaged/)]);
    await cache.put([entry('a', 1, 2, 3), entry('c', 7, 8, 9)]);
    expect(await cache.get(hash('a'))).toEqual(new Float32Array([1, 2, 3]));
    await cache.close();
    const later = await FeatureCache.open(folder, output(3), 'test', (text) => notices.push(text));
    expect(await later.get(hash('a'))).toEqual(new Float32Array([1, 2, 3]));
    expect(await later.get(hash('c'))).toEqual(new Float32Array([7, 8, 9]));
    expect(notices).toHaveLength(1);
    await later.close();
  });

  it('lets two runs write at once', async () => {
    const [one, two] = await Promise.all([
      FeatureCache.open(folder, output(3), 'test'),
      FeatureCache.open(folder, output(3), 'test'),
    ]);
    await Promise.all([one.put([entry('a', 1, 2, 3)]), two.put([entry('b', 4, 5, 6)])]);
    await Promise.all([one.close(), two.close()]);
    expect(await segments()).toHaveLength(2);
    const later = await FeatureCache.open(folder, output(3), 'test');
    expect(await later.get(hash('a'))).toEqual(new Float32Array([1, 2, 3]));
    expect(await later.get(hash('b'))).toEqual(new Float32Array([4, 5, 6]));
    await later.close();
  });

  it('indexes more records than it scans at a time', async () => {
    const cache = await FeatureCache.open(folder, output(3), 'test');
    await cache.put(Array.from({ length: 1100 }, (_, i) => entry(`image ${i}`, i, i, i)));
    await cache.close();
    const later = await FeatureCache.open(folder, output(3), 'test');
    for (const i of [0, 511, 512, 1023, 1024, 1099]) {
      expect(await later.get(hash(`image ${i}`))).toEqual(new Float32Array([i, i, i]));
    }
    await later.close();
  });
});
