import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/config/result.js';
import { comparisonSchema } from '../../../src/config/result.js';
import { encodeOnnx } from '../../../src/engines/encode-onnx.js';
import type { Layer } from '../../../src/engines/graph.js';
import { InputError, UsageError } from '../../../src/errors.js';
import { writeNpz } from '../../../src/formats/npz.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import type { MetricDefinition } from '../../../src/metrics/definition.js';
import { fid } from '../../../src/metrics/fid.js';
import type { ComparisonOptions } from '../../../src/suite/comparison/compare-each.js';
import { compareSets } from '../../../src/suite/comparison/compare-sets.js';
import { makeStatistics } from '../../../src/suite/comparison/make-statistics.js';
import type { Listener } from '../../../src/suite/listener.js';
import { probes } from './probe-metrics.js';

const COUNT = 10;

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-compare-'));
  const random = new Mt19937(11);
  for (const set of ['real', 'generated']) {
    for (const [i, stratum] of Array.from(
      { length: COUNT },
      (_, i) => [i, i < 4 ? 'few' : 'many'] as const,
    )) {
      await mkdir(join(at(set), stratum), { recursive: true });
      const data = Uint8Array.from({ length: 36 }, () => random.integer(0, 200));
      await sharp(data, { raw: { width: 4, height: 3, channels: 3 } }).toFile(
        join(at(set), stratum, `${i}.png`),
      );
    }
  }
  const layers: Layer[] = [
    { name: 'map', op: 'relu', input: 'pixels' },
    { name: 'means', op: 'globalAverage', input: 'map' },
    {
      name: 'classes',
      op: 'dense',
      input: 'means',
      weight: { dims: [2, 3], data: Float32Array.of(1, 0, 0, 0, 1, 1) },
    },
  ];
  const onnx = encodeOnnx({
    name: 'tiny',
    input: { name: 'pixels', dims: [3, 3, 4] },
    layers,
    outputs: ['means', 'classes', 'map'],
  });
  await writeFile(at('tiny.onnx'), onnx);
  await writeFile(at('tiny.json'), JSON.stringify({ output: 'means', logits: 'classes', spatial: 'map' }));
  await writeFile(at('bare.onnx'), onnx);
  await writeFile(at('bare.json'), JSON.stringify({ output: 'means' }));
  const square = { dims: [3, 3], data: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
  await writeNpz(at('statistics.npz'), { mu: { dims: [3], data: new Float64Array(3) }, sigma: square });
});
afterAll(() => rm(folder, { recursive: true }));

const settings: Omit<ComparisonOptions, 'features'> = {
  settings: {},
  engine: { name: 'onnxruntime' },
  seed: 0,
  onError: 'fail',
  intervals: true,
};

interface Call extends Partial<ComparisonOptions> {
  readonly metrics: readonly MetricDefinition[];
  readonly real?: string | undefined;
  readonly generated?: string;
  readonly listener?: Listener;
}

async function compare({ metrics, listener, ...call }: Call): Promise<Comparison> {
  const { real = at('real'), generated = at('generated'), ...options } = call;
  const requests = metrics.map((metric) => ({ metric, options: {} }));
  const comparison = await compareSets(
    requests,
    'real' in call && call.real === undefined ? undefined : real,
    generated,
    { ...settings, features: at('tiny.onnx'), ...options },
    listener,
  );
  expect(comparisonSchema.parse(comparison)).toEqual(comparison);
  return comparison;
}

function values({ scores }: Comparison): Record<string, number | string> {
  return Object.fromEntries(
    scores.map((score) => [score.id, score.status === 'ok' ? score.value : score.reason]),
  );
}

describe('compareSets', () => {
  it('gives every metric what it reads from one pass over each side, in the order asked for', async () => {
    const stages: string[] = [];
    let percent = 0;
    let unit = '';
    const listener: Listener = {
      onStage: (stage) => {
        stages.push(stage.label);
        ({ unit } = stage);
      },
      onAdvance: (amount) => (percent += unit === 'percent' ? amount : 0),
    };
    const { logits, pairs, spatial } = probes;
    const comparison = await compare({ metrics: [logits, fid, pairs, spatial], listener });
    expect(comparison.scores.map(({ id }) => id)).toEqual(['logits', 'fid', 'first', 'second', 'spatial']);
    expect(stages).toEqual([
      ...[at('real'), at('generated')],
      ...[logits, fid, pairs, spatial].map(({ title }) => title),
    ]);
    // The 20 replicates of fid, and the probe's own two steps.
    expect(percent).toBeCloseTo(200, 6);
    expect(values(comparison)).toMatchObject({ first: COUNT, second: 'the second has no value' });
    expect(comparison.provenance.outputs).toEqual({ features: 'means', logits: 'classes', spatial: 'map' });
    expect(comparison.provenance.features).toMatchObject({ name: 'tiny.onnx', output: 'means' });
    // Logits are (R, G + B): their sum is that of the means.
    const own = values(await compare({ metrics: [probes.generatedFeatures] })).own as number;
    expect((values(comparison).logits as number) / own).toBeCloseTo(1, 5);
  });

  it('computes the scores asked for alone', async () => {
    const request = { metric: probes.pairs, options: {}, scores: ['first'] };
    const options = { ...settings, features: at('tiny.onnx') };
    const comparison = await compareSets([request], at('real'), at('generated'), options);
    expect(values(comparison)).toEqual({ first: COUNT });
  });

  it('streams what only statistics are read of, and gets the same as with everything in memory', async () => {
    const metrics = [fid, probes.spatial];
    const [streamed, kept] = [
      await compare({ metrics, intervals: false }),
      await compare({ metrics, intervals: true }),
    ];
    const detailOf = ({ scores }: Comparison, i: number) =>
      scores[i]?.status === 'ok' ? scores[i].details : undefined;
    expect(detailOf(streamed, 1)).toEqual({ streamed: 1 });
    expect(detailOf(kept, 1)).toEqual({ streamed: 0 });
    expect(values(streamed).fid).toBeCloseTo(values(kept).fid as number, 8);
    // One metric that needs the vectors makes its output be kept, and no other.
    const mixed = await compare({ metrics: [...metrics, probes.pairs], intervals: false });
    expect(detailOf(mixed, 1)).toEqual({ streamed: 1 });
    expect(values(mixed).fid).toBe(values(kept).fid);
  });

  it('leaves in the cache what a later metric asks for, whichever asked first', async () => {
    const cacheFolder = at('cache');
    const bytes = async () => (await readdir(cacheFolder, { recursive: true })).sort();
    const all = await compare({ metrics: [fid, probes.logits, probes.spatial], cacheFolder });
    const written = await bytes();
    const again = [
      await compare({ metrics: [fid], cacheFolder }),
      await compare({ metrics: [probes.spatial, probes.logits], cacheFolder }),
      // Another name for an output that has been read: as features instead of logits.
      await compare({ metrics: [probes.generatedFeatures], cacheFolder, settings: { output: 'classes' } }),
    ];
    expect(await bytes()).toEqual(written);
    expect(values(again[0]!).fid).toBe(values(all).fid);
    expect(values(again[1]!)).toMatchObject({ spatial: values(all).spatial, logits: values(all).logits });
    expect(values(again[2]!).own).toBe(values(all).logits);
  });

  it('does not read real images that no metric looks at', async () => {
    const metrics = [probes.logits];
    for (const real of [undefined, at('nowhere')]) {
      const comparison = await compare({ metrics, real });
      expect(comparison.real).toBeNull();
      expect(comparison.generated.count).toBe(COUNT);
    }
  });

  it('reads of the real side only the outputs that are compared', async () => {
    const cacheFolder = at('sides');
    await compare({ metrics: [fid, probes.logits], cacheFolder });
    const { scores } = await compare({
      metrics: [probes.logits],
      generated: at('real'),
      cacheFolder: at('sides'),
      features: at('tiny.onnx'),
    });
    expect(scores).toHaveLength(1);
    const folders = await readdir(cacheFolder);
    const segments = await Promise.all(
      folders.map(async (name) => (await readdir(join(cacheFolder, name))).length),
    );
    // Means: one segment a side. Logits: one for the generated side, and one for the real images, only now.
    expect(segments).toEqual([2, 2]);
  });
});

describe('what cannot be computed is said before anything is extracted', () => {
  const refused = async (
    call: Call,
    message: RegExp,
    kind: typeof UsageError | typeof InputError = UsageError,
  ) => {
    let read = false;
    const listener = { onStage: () => (read = true) };
    const outcome = compare({ ...call, listener });
    await expect(outcome).rejects.toThrow(kind);
    await expect(outcome).rejects.toThrow(message);
    expect(read).toBe(false);
  };

  it('names the metric, the extractor that lacks an output, and what would have it', async () => {
    await refused(
      { metrics: [fid, probes.logits], features: at('bare.onnx') },
      /^Probe logits: class logits are needed: no output of .*bare\.onnx is named for it; name one with --logits/,
    );
    await refused(
      { metrics: [probes.logits], features: 'inception-v3-nsfwjs' },
      /^Probe logits: class logits are needed: inception-v3-nsfwjs .* use --features inception-v3-fid\./,
    );
  });

  it('names the metric and the side that has no images', async () => {
    await refused(
      { metrics: [probes.pairs], real: at('statistics.npz') },
      /^Probe pairs: single images are needed, and the real side \(.*statistics\.npz\) is a file of statistics/,
    );
    await refused(
      { metrics: [probes.logits], generated: at('statistics.npz') },
      /^Probe logits: single images are needed, and the generated side/,
    );
    await refused(
      { metrics: [probes.spatial], real: at('statistics.npz') },
      /^Probe spatial: statistics of spatial features are needed, and .*statistics\.npz holds none/,
    );
  });

  it('asks for strata, for the other side, and for a generator', async () => {
    await refused({ metrics: [probes.strata] }, /^Probe strata: strata are needed; .*--strata/);
    await refused(
      { metrics: [fid], real: undefined },
      /^FID: real images are needed to compare with; give both sides/,
    );
    await refused(
      { metrics: [probes.path] },
      /^Probe path: a path through a generator's latent space is needed/,
    );
    await refused(
      { metrics: [fid], real: at('statistics.npz'), strata: 'folder' },
      /statistics\.npz is a file of statistics, which has no strata/,
    );
  });

  it('compares widths, and what the sides say of their origin', async () => {
    await refused(
      { metrics: [fid], real: at('statistics.npz'), settings: { output: 'classes' } },
      /statistics\.npz has features of width 3, .*generated of width 2; expected the same/,
      InputError,
    );
    const options = { ...settings, features: at('tiny.onnx') };
    await makeStatistics(at('real'), at('noted.npz'), { ...options, settings: { resize: 'tf1' } });
    await refused(
      { metrics: [fid], real: at('noted.npz') },
      /different features: .*noted\.npz has resize tf1; .*generated has resize clean\./,
    );
  });

  it('checks options', async () => {
    const request = { metric: fid, options: { blur: 1 } };
    const options = { ...settings, features: at('tiny.onnx') };
    await expect(compareSets([request], at('real'), at('generated'), options)).rejects.toThrow(
      /fid has no option 'blur'/,
    );
  });

  it('leaves such metrics out and says why, where that is allowed', async () => {
    const notices: string[] = [];
    const { path, logits, strata } = probes;
    const call: Call = {
      metrics: [path, fid, logits, strata],
      features: at('bare.onnx'),
      unavailable: 'leave out',
      listener: { onNotice: (text) => notices.push(text) },
    };
    expect((await compare(call)).scores.map(({ id }) => id)).toEqual(['fid']);
    expect(notices).toEqual([
      expect.stringMatching(/^Left out: Probe path: a path/),
      expect.stringMatching(/^Left out: Probe logits: class logits/),
      expect.stringMatching(/^Left out: Probe strata: strata/),
    ]);
    await expect(compare({ ...call, metrics: [path] })).rejects.toThrow(
      /^None of the metrics .*Probe path: a path/,
    );
  });
});

describe('strata', () => {
  const strataOf = ({ scores: [score] }: Comparison) =>
    score?.status === 'ok'
      ? score.strata?.map(({ stratum, real, generated }) => [stratum, real, generated])
      : [];

  it('are folders, or labels of the manifest, also of the images that --num chooses', async () => {
    expect(strataOf(await compare({ metrics: [probes.strata], strata: 'folder' }))).toEqual([
      ['few', 4, 4],
      ['many', 6, 6],
    ]);
    for (const set of ['real', 'generated']) {
      const files = await readdir(at(set), { recursive: true });
      const lines = files
        .filter((file) => file.endsWith('.png'))
        .map((file, i) => JSON.stringify({ file, labels: { half: i % 2 === 0 ? 'even' : 'odd' } }));
      await writeFile(join(at(set), 'manifest.jsonl'), lines.join('\n'));
    }
    const comparison = await compare({ metrics: [probes.strata], strata: 'half', num: 7 });
    const counts = strataOf(comparison)!.map(([, real]) => real as number);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7);
    expect(comparison.real).toMatchObject({ count: 7, ignored: 0 });
  });

  it('end the comparison where images are not labelled', async () => {
    await mkdir(at('unlabelled'));
    await copyFile(join(at('real'), 'few', '0.png'), join(at('unlabelled'), '0.png'));
    const outcome = compare({ metrics: [probes.strata], real: at('unlabelled'), strata: 'half' });
    await expect(outcome).rejects.toThrow(InputError);
    await expect(outcome).rejects.toThrow(/unlabelled\/manifest\.jsonl: no such file/);
  });
});
