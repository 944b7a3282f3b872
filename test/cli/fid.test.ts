import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparisonSchema } from '../../src/config/result.js';
import { writeNpz } from '../../src/formats/npz.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { ganEval, type Outcome } from './command-line.js';
import { meansNetwork } from '../features/means-network.js';

const COUNT = 12;

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-cli-'));
  const random = new Mt19937(7);
  for (const [set, base] of [
    ['real', 60],
    ['generated', 90],
  ] as const) {
    await mkdir(at(set));
    for (let i = 0; i < COUNT; i++) {
      const data = Uint8Array.from({ length: 8 * 6 * 3 }, () => base + random.integer(0, 60));
      await sharp(data, { raw: { width: 8, height: 6, channels: 3 } }).toFile(join(at(set), `${i}.png`));
    }
  }
  await writeFile(join(at('real'), 'notes.txt'), 'not an image');
  // The user's own extractor: mean colours. Small enough for exact expectations, and needs no download.
  await writeFile(at('means.onnx'), meansNetwork(6, 8));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]): Promise<Outcome> => ganEval(args, at('home'));
const fid = (real: string, generated: string, ...more: string[]): Promise<Outcome> =>
  run('fid', at(real), at(generated), '--features', at('means.onnx'), ...more);

/** Mean and covariance of the mean colours, computed here from the pixels. */
async function meanColours(set: string): Promise<number[][]> {
  const names = (await readdir(at(set))).filter((name) => name.endsWith('.png'));
  return Promise.all(
    names.map(async (name) => {
      const { channels } = await sharp(join(at(set), name)).stats();
      return channels.map(({ mean }) => mean);
    }),
  );
}

function scoreOf(stdout: string) {
  const [score] = comparisonSchema.parse(JSON.parse(stdout)).scores;
  if (score?.status !== 'ok') throw new Error(`no score in ${stdout}`);
  return score;
}

describe('gan-eval fid', () => {
  it('prints the distance, what it was computed from and what to beware of', async () => {
    const { code, stdout, stderr } = await fid('real', 'generated');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^FID +\d+\.\d+ +↓ +95% interval/);
    expect(stdout).toContain('12 images (1 other files ignored)');
    expect(stdout).toContain('not with published FIDs');
    expect(stdout).toContain('warning: 12 images');
  });

  it('gives a result that its schema accepts, with the mean term that the pixels have', async () => {
    const { stdout } = await fid('real', 'generated', '--json', '--no-cache');
    const { scores, real, provenance } = comparisonSchema.parse(JSON.parse(stdout));
    const mean = (rows: number[][]) =>
      [0, 1, 2].map((c) => rows.reduce((sum, row) => sum + row[c]!, 0) / rows.length);
    const [a, b] = [mean(await meanColours('real')), mean(await meanColours('generated'))];
    const expected = a.reduce((sum, value, c) => sum + (value - b[c]!) ** 2, 0);
    expect(scores).toMatchObject([
      { id: 'fid', status: 'ok', interval: { status: 'ok', about: 'population' } },
    ]);
    expect(scoreOf(stdout).details.meanTerm! / expected).toBeCloseTo(1, 5);
    expect(real).toMatchObject({ count: 12, available: 12, ignored: 1, skipped: [] });
    expect(provenance.features).toMatchObject({
      name: 'means.onnx',
      output: 'means',
      resize: 'clean',
      licence: null,
    });
  });

  it('is 0 for a set and itself, and the same for a folder and for statistics of it', async () => {
    const compare = async (real: string, generated: string) => {
      const { stdout } = await fid(real, generated, '--json');
      const { contents } = comparisonSchema.parse(JSON.parse(stdout)).real!;
      return { value: scoreOf(stdout).value, contents };
    };
    expect((await compare('real', 'real')).value).toBeLessThan(1e-9);
    const { code, stdout } = await run(
      'stats',
      at('real'),
      '-o',
      at('real.npz'),
      '--features',
      at('means.onnx'),
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('12 images')]);
    const images = await compare('real', 'generated');
    expect(images.contents).toMatch(/^[0-9a-f]{64}$/);
    expect(await compare('real.npz', 'generated')).toEqual(images);
  });

  it('writes a report that holds the pictures of both sides', async () => {
    const { code, stderr } = await fid('real', 'generated', '--report', at('report.html'));
    expect([code, stderr]).toEqual([0, `Report: ${at('report.html')}\n`]);
    const report = await readFile(at('report.html'), 'utf8');
    expect(report.match(/data:image\/webp/g)).toHaveLength(2 * COUNT);
  });

  it('chooses images by the seed', async () => {
    const value = async (...flags: string[]) =>
      scoreOf((await fid('real', 'generated', '--json', ...flags)).stdout).value;
    const first = await value('--num', '6', '--seed', '1');
    expect(await value('--num', '6', '--seed', '1', '--batch', '1')).toBe(first);
    expect(await value('--num', '6', '--seed', '2')).not.toBe(first);
  });
});

describe('bad input ends with one clear line and its exit code', () => {
  beforeAll(async () => {
    await mkdir(at('empty'));
    await mkdir(at('texts'));
    await writeFile(join(at('texts'), 'a.txt'), 'text');
    await mkdir(at('damaged'));
    for (const name of await readdir(at('real'))) {
      await writeFile(join(at('damaged'), name), await readFile(join(at('real'), name)));
    }
    const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    await writeFile(join(at('damaged'), 'cut.jpg'), jpeg.subarray(0, jpeg.length / 2));
    await writeNpz(at('narrow.npz'), {
      mu: { dims: [2], data: new Float64Array(2) },
      sigma: { dims: [2, 2], data: Float64Array.of(1, 0, 0, 1) },
    });
    await writeNpz(at('crooked.npz'), {
      mu: { dims: [3], data: new Float64Array(3) },
      sigma: { dims: [2, 2], data: Float64Array.of(1, 0, 0, 1) },
    });
    await writeNpz(at('flat.npz'), { arr_0: { dims: [4, 12], data: new Uint8Array(48) } });
    await writeFile(at('text.zip'), 'not a zip');
    await mkdir(at('single'));
    await writeFile(join(at('single'), '0.png'), await readFile(join(at('real'), '0.png')));
  });

  it.each([
    ['a missing folder', 'nowhere', 65, /nowhere: cannot be opened/],
    ['an empty folder', 'empty', 65, /empty/],
    ['a folder without images', 'texts', 65, /1 \.txt/],
    ['a truncated JPEG', 'damaged', 65, /damaged: cut\.jpg: .*--on-error skip/],
    [
      'statistics of another width',
      'narrow.npz',
      65,
      /real has features of width 3, .*narrow\.npz of width 2/,
    ],
    [
      'statistics whose parts do not fit',
      'crooked.npz',
      65,
      /mu is of shape \(3\) and sigma of shape \(2, 2\)/,
    ],
    ['an array that is no images', 'flat.npz', 65, /arr_0/],
    ['a zip that is none', 'text.zip', 65, /text\.zip/],
    [
      'a single image, of which there is no score',
      'single',
      65,
      /generated side has 1 image\(s\); expected at least 2 for FID/,
    ],
  ])('%s', async (_, generated, code, message) => {
    const outcome = await fid('real', generated);
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr).toMatch(/^error: [^\n]*\n$/);
    expect(outcome.stdout).toBe('');
    expect(outcome.code).toBe(code);
  });

  it('counts a truncated JPEG where skipping is allowed', async () => {
    const { code, stdout, stderr } = await fid('real', 'damaged', '--on-error', 'skip');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Skipped cut\.jpg: /);
    expect(stdout).toContain('1 unreadable, skipped');
  });

  it.each([
    [['fid', 'a'], /missing required argument 'generated'/],
    [['fidd', 'a', 'b'], /Did you mean fid\?/],
    [['fid', 'a', 'b', '--resise', 'clean'], /Did you mean --resize\?/],
    [['fid', 'a', 'b', '--resize', 'cleen'], /Allowed choices are tf1, torch, clean/],
    [['fid', 'a', 'b', '--num', '0'], /whole number from 1/],
    [['models', 'pull', 'inception-v3-fit'], /Did you mean inception-v3-fid\?/],
  ])('usage: %j', async (args, message) => {
    const outcome = await run(...args);
    expect(outcome.stderr).toMatch(message);
    expect(outcome.code).toBe(64);
  });

  it('an unknown extractor, and a device that is not there', async () => {
    const features = await run('fid', at('real'), at('generated'), '--features', 'inception-v3-nsfw');
    expect([features.code, features.stderr]).toEqual([
      64,
      expect.stringMatching(/Did you mean inception-v3-nsfwjs\?/),
    ]);
    const device = await fid('real', 'generated', '--device', 'abacus');
    expect([device.code, device.stderr]).toEqual([64, expect.stringMatching(/'abacus' is not known.*cpu/)]);
  });

  it('leaves no partial statistics behind', async () => {
    const { code } = await run('stats', at('damaged'), '-o', at('half.npz'), '--features', at('means.onnx'));
    expect(code).toBe(65);
    expect((await readdir(folder)).filter((name) => name.includes('half'))).toEqual([]);
  });

  it('shows a stack trace only if asked', async () => {
    expect((await fid('real', 'empty')).stderr).not.toMatch(/\n\s+at /);
    expect((await fid('real', 'empty', '--verbose')).stderr).toMatch(/\n\s+at /);
  });
});

describe('the rest of the command line', () => {
  it('has help with examples for every command', async () => {
    for (const args of [
      ['--help'],
      ['fid', '--help'],
      ['metrics', '--help'],
      ['metrics', 'list', '--help'],
      ['stats', '--help'],
      ['models', 'pull', '--help'],
    ]) {
      const { code, stdout } = await run(...args);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/Usage: [\s\S]*Examples?:/)]);
    }
  });

  it('lists models with licences, tells their place, and finds none damaged in an empty cache', async () => {
    expect((await run('models', 'list')).stdout).toMatch(/inception-v3-fid[\s\S]*Licence: Apache-2\.0/);
    expect((await run('models', 'path', 'inception-v3-fid')).stdout).toContain(at('home'));
    expect((await run('models', 'verify')).stdout).toBe('No model is in the cache.\n');
    expect((await run('models', 'verify', 'inception-v3-fid')).code).toBe(65);
  });

  it('tells what this machine has', async () => {
    const { code, stdout } = await run('doctor', '--json');
    expect(code).toBe(0);
    const findings = JSON.parse(stdout) as { topic: string; name: string; state: string; advice?: string }[];
    expect(findings).toContainEqual(expect.objectContaining({ name: 'onnxruntime cpu', state: 'ok' }));
    expect(findings.find(({ name }) => name === 'inception-v3-fid')).toMatchObject({
      state: 'missing',
      advice: expect.stringContaining('models pull inception-v3-fid') as string,
    });
  });

  it('refuses weights with another content than the catalogue’s', async () => {
    await writeFile(at('weights.pth'), 'weights');
    const { code, stderr } = await run('models', 'pull', 'inception-v3-fid', '--from', at('weights.pth'));
    expect([code, stderr]).toEqual([65, expect.stringMatching(/7 bytes; expected the 95628359 bytes/)]);
  });
});
