import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keypointNames } from '../../src/conditions/pose.js';
import { controlSchema } from '../../src/config/control-result.js';
import { OnnxBuilder } from '../../src/engines/onnx-builder.js';
import { FLOAT } from '../../src/engines/onnx-schema.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { ganEval, type Outcome } from './command-line.js';

const COUNT = 12;
const SIDE = 40;
/** Each is a dot of one colour. */
const joints = ['thorax', 'r_wrist', 'l_wrist'] as const;

let folder: string;
const at = (name: string): string => join(folder, name);

/** Where the joints of condition i are: pixels. */
function dots(i: number): [x: number, y: number][] {
  const random = new Mt19937(100 + i);
  return joints.map(() => [random.integer(4, SIDE - 6), random.integer(4, SIDE - 4)]);
}

async function draw(set: string, i: number, shift: number): Promise<void> {
  const data = new Uint8Array(SIDE * SIDE * 3);
  for (const [channel, [x, y]] of dots(i).entries()) data[(y * SIDE + x + shift) * 3 + channel] = 255;
  await sharp(data, { raw: { width: SIDE, height: SIDE, channels: 3 } }).toFile(join(at(set), `${i}.png`));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-control-'));
  const lines: string[] = [];
  for (const set of ['real', 'generated', 'fewer']) await mkdir(at(set));
  for (let i = 0; i < COUNT; i++) {
    await draw('real', i, 0);
    await draw('generated', i, 1);
    if (i > 0) await draw('fewer', i, 1);
    const places = new Map(joints.map((joint, j) => [joint as string, dots(i)[j]!]));
    const pose = keypointNames.map((name) => {
      const place = places.get(name);
      return place ? [place[0] + 0.5, place[1] + 0.5, 2] : [0, 0, 0];
    });
    lines.push(JSON.stringify({ file: `${i}.png`, pose }));
  }
  await writeFile(at('real/manifest.jsonl'), lines.join('\n'));
  const onnx = new OnnxBuilder();
  const image = onnx.input('image', FLOAT, [1, 3, SIDE, SIDE]);
  onnx.output('maps', FLOAT, onnx.node('Sigmoid', [onnx.node('Mul', [image, onnx.scalar(1)])]));
  await writeFile(at('dots.onnx'), onnx.encode('dots'));
  const settings = {
    ...{ mean: [0.5, 0.5, 0.5], std: [1 / 24, 1 / 24, 1 / 24], resize: 'torch' },
    ...{ output: { kind: 'heatmap' }, joints },
  };
  await writeFile(at('dots.json'), JSON.stringify(settings));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (images: string, ...more: string[]): Promise<Outcome> =>
  ganEval(['control', at('real'), at(images), '--pose', at('dots.onnx'), ...more], at('home'));

describe('gan-eval control', () => {
  it('prints a record that says what was measured, the same with and without the cache', async () => {
    const first = await run('generated', '--scores', 'akd,mkr', '--json');
    expect([first.code, first.stderr]).toEqual([0, '']);
    const { scores, provenance, generated } = controlSchema.parse(JSON.parse(first.stdout));
    expect(generated).toMatchObject({ count: COUNT, nobodyFound: 0 });
    expect(provenance).toMatchObject({ supported: ['thorax', 'r_wrist', 'l_wrist'], resamples: 1000 });
    const [akd] = scores;
    expect(akd).toMatchObject({ score: { status: 'ok' }, control: { status: 'ok' } });
    if (akd?.score.status !== 'ok' || akd.ceiling.status !== 'ok' || akd.floor.status !== 'ok') return;
    // The generated dots are one pixel to the right.
    expect(akd.ceiling.value).toBeCloseTo(0, 6);
    expect(akd.score.value).toBeCloseTo(1, 6);
    expect(akd.floor.value).toBeGreaterThan(8);
    for (const more of [[], ['--no-cache']]) {
      const again = await run('generated', '--scores', 'akd,mkr', '--json', ...more);
      expect(controlSchema.parse(JSON.parse(again.stdout)).scores).toEqual(scores);
    }
  });

  it('prints tables for people', async () => {
    const { code, stdout } = await run('generated', '--scores', 'akd,detection-failures', '--resamples', '0');
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^ +score +floor +ceiling +control$/);
    expect(lines[1]).toMatch(/^Average keypoint distance ↓ +\d\.\d{3} +\d+\.\d+ +\d\.\d{3} +0\.\d{3}$/);
    expect(stdout).toContain('no interval was asked for');
    expect(stdout).toMatch(/Average keypoint distance by joint\n.*ceiling\n {2}thorax +12 /);
    expect(stdout).toMatch(/generated {2}.*generated: 12 images, 12 conditions \(nobody found in 0\)/);
    expect(stdout).toMatch(/r_ankle, .* left out: dots\.onnx does not give it/);
  });

  it.each([
    [65, 'fewer', [], /1 of 12 conditions of .*manifest\.jsonl have no image in .*fewer \(0\.png\)/],
    [65, 'generated', ['--scores', 'pckh'], /no scale: no head box/],
    [64, 'generated', ['--scores', 'fid'], /Unknown control score 'fid'/],
    [64, 'generated', ['--seed', '-1'], /Expected a whole number from 0/],
  ])('exits with %i for %s %j', async (code, images, more, message) => {
    const outcome = await run(images, ...more);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toMatch(message);
  });
});
