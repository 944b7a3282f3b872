import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { readStatistics } from '../../../src/features/statistics-file.js';
import { imagesGenerator } from '../../../src/generators/images-generator.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { fid } from '../../../src/metrics/fid.js';
import { compareSets } from '../../../src/suite/comparison/compare-sets.js';
import { makeStatistics } from '../../../src/suite/comparison/make-statistics.js';
import { openSide } from '../../../src/suite/comparison/open-side.js';
import { checkManifest } from '../../../src/suite/manifest/check-manifest.js';
import { readRunFile } from '../../../src/suite/run/read-run-file.js';
import { startS3Server, useS3Server, type S3Server } from '../../storage/s3-server.js';
import { meansNetwork } from '../../features/means-network.js';

let folder: string;
let server: S3Server;
const at = (name: string): string => join(folder, name);

const names = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? `even/${i}.png` : `odd ${i}.png`));
const manifest = names.map((file, i) => ({ file, labels: { half: i < 6 ? 'first' : 'second' } }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-s3-'));
  server = await startS3Server();
  useS3Server(server.endpoint);
  const random = new Mt19937(5);
  for (const set of ['real', 'generated']) {
    await mkdir(at(`${set}/even`), { recursive: true });
    for (const name of names) {
      const data = Uint8Array.from({ length: 36 }, () => random.integer(0, 200));
      const png = await sharp(data, { raw: { width: 4, height: 3, channels: 3 } })
        .png()
        .toBuffer();
      await writeFile(at(`${set}/${name}`), png);
      await server.put('sets', { [`of mine/${set}/${name}`]: png });
    }
  }
  const lines = manifest.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(at('real/manifest.jsonl'), lines);
  await server.put('sets', { 'of mine/real/manifest.jsonl': lines });
  await writeFile(at('tiny.onnx'), meansNetwork(3, 4));
  await writeFile(at('tiny.json'), JSON.stringify({ output: 'means' }));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(folder, { recursive: true });
});

const options = () => ({
  ...{
    features: at('tiny.onnx'),
    settings: {},
    engine: { name: 'onnxruntime' } as const,
    seed: 0,
    intervals: true,
  },
  onError: 'fail' as const,
});

it('statistics are those of the folder, to the bit', async () => {
  await makeStatistics(at('real'), at('here.npz'), options());
  await makeStatistics('s3://sets/of mine/real', at('there.npz'), options());
  const [here, there] = [await readStatistics(at('here.npz')), await readStatistics(at('there.npz'))];
  expect(there.statistics).toEqual(here.statistics);
  expect(there.note?.source).toEqual({ ...here.note?.source, location: 's3://sets/of mine/real' });
});

it('scores and their intervals are those of the folders, also against statistics that lie there', async () => {
  const score = async (real: string, generated: string) =>
    (await compareSets([{ metric: fid, options: {} }], real, generated, options())).scores;
  const expected = await score(at('real'), at('generated'));
  expect(await score('s3://sets/of mine/real', 's3://sets/of mine/generated/')).toEqual(expected);
  await makeStatistics(at('real'), at('real.npz'), options());
  await server.put('sets', { 'real.npz': await readFile(at('real.npz')) });
  expect(await score('s3://sets/real.npz', 's3://sets/of mine/generated')).toEqual(
    await score(at('real.npz'), at('generated')),
  );
});

it('labels are those of the manifest beside the images', async () => {
  const side = await openSide('s3://sets/of mine/real', 'half');
  expect(side.kind === 'images' && side.strata).toEqual(
    new Map(manifest.map(({ file, labels }) => [file, labels.half])),
  );
  await expect(openSide('s3://sets/of mine/generated', 'half')).rejects.toThrow(
    's3://sets/of mine/generated/manifest.jsonl: no such file',
  );
  const { images, findings } = await checkManifest('s3://sets/of mine/real');
  expect({ images, findings }).toEqual({ images: 's3://sets/of mine/real', findings: [] });
});

it('images that were made elsewhere may lie there', async () => {
  const generator = await imagesGenerator({ set: 's3://sets/of mine/generated' });
  expect(generator.identity.name).toBe('generated');
  expect(generator.made).toHaveLength(12);
  await generator.dispose();
});

it('a run file says s3:// from wherever it lies', async () => {
  await writeFile(at('run.yaml'), 'real: s3://sets/real\ngenerators: [{name: g, source: fakes}]\n');
  const { file, resolve } = await readRunFile(at('run.yaml'));
  expect(resolve(file.real)).toBe('s3://sets/real');
  expect(resolve(file.generators[0]!.source)).toBe(at('fakes'));
});

it('nothing is written there', async () => {
  const writing = makeStatistics(at('real'), 's3://sets/real-too.npz', options());
  await expect(writing).rejects.toThrow(UsageError);
  await expect(writing).rejects.toThrow('s3://sets/real-too.npz: s3:// is read, never written to.');
});
