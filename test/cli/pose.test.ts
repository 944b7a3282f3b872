import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OnnxBuilder } from '../../src/engines/onnx-builder.js';
import { FLOAT } from '../../src/engines/onnx-schema.js';
import { ganEval } from './command-line.js';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-pose-cli-'));
  // A network whose only heatmap is the red channel, and two pictures: a red dot, and nothing.
  const onnx = new OnnxBuilder();
  const image = onnx.input('image', FLOAT, [1, 20, 20, 3]);

  onnx.output('map', FLOAT, onnx.node('Slice', [image, onnx.int64(0, 0, 0, 0), onnx.int64(1, 20, 20, 1)]));
  await writeFile(at('red.onnx'), onnx.encode('red'));
  await writeFile(
    at('red.json'),
    JSON.stringify({ layout: 'nhwc', resize: 'torch', output: { kind: 'heatmap' }, joints: ['head_top'] }),
  );
  const dot = new Uint8Array(20 * 10 * 3);
  dot[(4 * 20 + 7) * 3] = 255;
  const raw = { width: 20, height: 10, channels: 3 } as const;
  await sharp(dot, { raw }).png().toFile(at('dot.png'));
  await sharp(new Uint8Array(600), { raw }).png().toFile(at('black.png'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('gan-eval pose', () => {
  it('prints what it finds, as JSON too, and draws it', async () => {
    const args = ['pose', at('dot.png'), at('black.png'), '--pose', at('red.onnx'), '--draw', at('drawn')];
    const told = await ganEval(args, folder);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toBe(
      'dot.png  score 1.00, 1 of 1 joints\nblack.png  nobody found\nred.onnx: a pose in 1 of 2 images\n',
    );
    expect((await readdir(at('drawn'))).sort()).toEqual(['000000-dot.png', '000001-black.png']);
    const drawn = await sharp(at('drawn/000000-dot.png')).raw().toBuffer({ resolveWithObject: true });
    expect(drawn.info).toMatchObject({ width: 20, height: 10 });
    expect(drawn.data.filter((value) => value > 0).length).toBeGreaterThan(3);

    const { stdout } = await ganEval([...args.slice(0, -2), '--json'], folder);
    expect(JSON.parse(stdout)).toMatchObject({
      estimator: { name: 'red.onnx', licence: null, settings: expect.stringContaining('20x20') as string },
      supported: ['head_top'],
      images: [
        { id: 'dot.png', people: [{ score: 1, joints: { head_top: { x: 7.5, y: 4.5, score: 1 } } }] },
        { id: 'black.png', people: [] },
      ],
    });
  });

  it('says what is wrong', async () => {
    const unknown = await ganEval(['pose', at('dot.png'), '--pose', 'movenet'], folder);
    expect(unknown).toMatchObject({ code: 64, stdout: '' });
    expect(unknown.stderr).toMatch(/Unknown pose estimator 'movenet'.*Built in: movenet-thunder/);
    const missing = await ganEval(['pose', at('none.png'), '--pose', at('red.onnx')], folder);
    expect(missing).toMatchObject({ code: 65, stdout: '' });
    expect(missing.stderr).toMatch(/none\.png: cannot be read: no such file/);
  });
});
