import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparisonSchema } from '../../src/config/result.js';
import { encodeOnnx } from '../../src/engines/encode-onnx.js';
import type { Layer } from '../../src/engines/graph.js';
import { writeNpz } from '../../src/formats/npz.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { metrics } from '../../src/metrics/registry.js';
import { ganEval, type Outcome } from './command-line.js';

const COUNT = 30;

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-metrics-'));
  const random = new Mt19937(5);
  for (const [set, base] of [
    ['real', 60],
    ['generated', 90],
  ] as const) {
    await mkdir(at(set));
    const lines: string[] = [];
    for (let i = 0; i < COUNT; i++) {
      const data = Uint8Array.from({ length: 8 * 6 * 3 }, () => base + random.integer(0, 60));
      const file = `${i}.png`;
      await sharp(data, { raw: { width: 8, height: 6, channels: 3 } }).toFile(join(at(set), file));
      lines.push(JSON.stringify({ file, labels: { half: i < COUNT / 2 ? 'first' : 'second' } }));
    }
    await writeFile(join(at(set), 'manifest.jsonl'), lines.join('\n'));
  }
  const layers: Layer[] = [
    { name: 'map', op: 'relu', input: 'pixels' },
    { name: 'means', op: 'globalAverage', input: 'map' },
  ];
  await writeFile(
    at('tiny.onnx'),
    encodeOnnx({
      name: 'tiny',
      input: { name: 'pixels', dims: [3, 6, 8] },
      layers,
      outputs: ['means', 'map'],
    }),
  );
  const square = { dims: [3, 3], data: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
  await writeNpz(at('statistics.npz'), { mu: { dims: [3], data: new Float64Array(3) }, sigma: square });
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]): Promise<Outcome> => ganEval(args, at('home'));
const compare = (...more: string[]): Promise<Outcome> =>
  run('metrics', at('real'), at('generated'), '--features', at('tiny.onnx'), '--spatial', 'map', ...more);

describe('gan-eval metrics', () => {
  it('gives the same FID as gan-eval fid, and its result as JSON', async () => {
    const one = await compare('--metrics', 'fid', '--json');
    expect([one.code, one.stderr]).toEqual([0, '']);
    const { scores, provenance } = comparisonSchema.parse(JSON.parse(one.stdout));
    const other = await run(
      ...['fid', at('real'), at('generated'), '--features', at('tiny.onnx')],
      ...['--spatial', 'map', '--json'],
    );
    expect(comparisonSchema.parse(JSON.parse(other.stdout)).scores).toEqual(scores);
    expect(provenance.outputs).toEqual({ features: 'means' });
  });

  it('computes everything that it can for `all`, in lines of one form, and says what it leaves out', async () => {
    const { code, stdout, stderr } = await compare('--metrics', 'all', '--strata', 'half', '--no-interval');
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    const table = lines.slice(0, lines.indexOf(''));
    const left = metrics.filter(({ title }) =>
      new RegExp(`^Left out: (?:[^:]+, )?${title}[,:]`, 'm').test(stderr),
    );
    const expected = metrics.filter((metric) => !left.includes(metric)).flatMap(({ scores }) => scores);
    expect(table).toHaveLength(expected.length);
    expected.forEach(({ title, direction }, i) => {
      expect(table[i]).toMatch(direction === 'lower' ? /↓/ : /↑/);
      expect(table[i]!.startsWith(title)).toBe(true);
    });
    expect(left.every(({ takes, reads }) => takes === 'path' || reads === 'logits')).toBe(true);
    expect(stdout).toContain('no interval: no interval was asked for');
    // The manifest is part of the set, not a stranger in it.
    expect(stdout).not.toContain('ignored');
  });

  it('computes a default set', async () => {
    const { code, stdout } = await compare('--no-interval', '--json');
    expect(code).toBe(0);
    expect(comparisonSchema.parse(JSON.parse(stdout)).scores[0]?.id).toBe('fid');
  });

  it('writes a report', async () => {
    const { code, stderr } = await compare('--metrics', 'fid', '--report', at('report.html'));
    expect([code, stderr]).toEqual([0, `Report: ${at('report.html')}\n`]);
    expect(await readFile(at('report.html'), 'utf8')).toContain('FID');
  });

  it.each<[string, string[], number, RegExp]>([
    ['an unknown metric', ['--metrics', 'fidd'], 64, /Unknown metric 'fidd'\. Did you mean fid\?/],
    ['an option that is none', ['--metrics', 'fid', '--set', 'fid.k=3'], 64, /fid has no option 'k'/],
    [
      'an option out of range',
      ['--metrics', 'kid', '--set', 'kid.degree=99'],
      64,
      /kid\.degree is 99; expected whole number from 1 to 20/,
    ],
    ['a seed out of range', ['--seed', '5000000000'], 64, /Expected a whole number from 0 to 4294967295/],
    ['no metric at all', ['--metrics', ','], 64, /No metric is named/],
    [
      'a setting without a value',
      ['--metrics', 'fid', '--set', 'fid.k'],
      64,
      /expected METRIC\.OPTION=VALUE/,
    ],
    ['an option of an unknown metric', ['--set', 'fit.k=3'], 64, /unknown metric 'fit'\. Did you mean fid\?/],
    [
      'a label that is none',
      ['--metrics', 'fid', '--strata', 'hal'],
      65,
      /no label 'hal'.*Did you mean half\?/,
    ],
    [
      'images in no subfolder',
      ['--metrics', 'fid', '--strata', 'folder'],
      65,
      /30 of 30 images are in no subfolder/,
    ],
    ['an output that is none', ['--metrics', 'fid', '--tap', 'nose'], 64, /has no output 'nose'.*--tap/],
    [
      'too few images',
      ['--metrics', 'fid', '--num', '1'],
      65,
      /real side has 1 image\(s\); expected at least 2 for FID/,
    ],
  ])('%s ends it with one clear line', async (_, flags, code, message) => {
    const outcome = await compare(...flags);
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr).toMatch(/^error: [^\n]*\n$/);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
  });

  it('gives what statistics allow of the default, and says what they do not', async () => {
    const { code, stdout, stderr } = await run(
      ...['metrics', at('statistics.npz'), at('generated'), '--features', at('tiny.onnx')],
      ...['--spatial', 'map'],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^FID /);
    expect(stderr).toMatch(/^Left out: KID, Precision and recall, Density and coverage: single images .*\n$/);
  });

  it('warns that a set was compared with itself, and makes no point of an interval', async () => {
    const { scores } = comparisonSchema.parse(
      JSON.parse(
        (
          await run(
            ...['metrics', at('real'), `${at('real')}/`, '--features', at('tiny.onnx'), '--spatial', 'map'],
            ...['--metrics', 'precision', '--json'],
          )
        ).stdout,
      ),
    );
    expect(scores).toMatchObject([{ value: 1, interval: { status: 'undefined' } }]);
    expect(JSON.stringify(scores)).toMatch(/Both sides are the same set/);
  });

  it('asks for the other side, and refuses strata of statistics', async () => {
    const alone = await run('metrics', at('generated'), '--features', at('tiny.onnx'), '--spatial', 'map');
    expect([alone.code, alone.stderr]).toEqual([
      64,
      expect.stringMatching(/FID, KID, .*: real images are needed to compare with/),
    ]);
    const statistics = await run(
      ...['metrics', at('statistics.npz'), at('generated'), '--features', at('tiny.onnx')],
      ...['--metrics', 'fid', '--strata', 'half'],
    );
    expect([statistics.code, statistics.stderr]).toEqual([
      64,
      expect.stringMatching(/statistics\.npz is a file of statistics, which has no strata/),
    ]);
  });
});

describe('gan-eval metrics list', () => {
  it('explains every metric with its scores', async () => {
    const { code, stdout } = await run('metrics', 'list');
    expect(code).toBe(0);
    for (const { id, title, scores } of metrics) {
      expect(stdout).toContain(`${id}: ${title}\n`);
      for (const score of scores) expect(stdout).toContain(score.summary);
    }
  });

  it('gives the same to programs, options as JSON schemas', async () => {
    const listed = JSON.parse((await run('metrics', 'list', '--json')).stdout) as Record<string, unknown>[];
    expect(listed.map(({ id }) => id)).toEqual(metrics.map(({ id }) => id));
    for (const { options } of listed) expect(options).toMatchObject({ type: 'object' });
    expect((await run('metrics', 'list', '--json', '--markdown')).code).toBe(64);
  });

  it('makes docs/metrics.md, which is up to date (npm run docs)', async () => {
    const { stdout } = await run('metrics', 'list', '--markdown');
    const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'metrics.md'), 'utf8');
    expect(stdout).toBe(page);
    for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) {
      const headings = Array.from(page.matchAll(/^#+ (.*)$/gm), ([, heading]) =>
        heading!
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, '')
          .replace(/\s/g, '-'),
      );
      expect(headings).toContain(anchor);
    }
  });
});
