import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleGenerator } from '../../../src/suite/sampling/sample-generator.js';
import { sampleSweep } from '../../../src/suite/sampling/sample-sweep.js';
import { parseSweep } from '../../../src/suite/sampling/sweep-values.js';
import {
  mappingNetwork,
  styleFile,
  synthesisNetwork,
  writeGenerator,
} from '../../generators/small-networks.js';

let folder: string;
let generator: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-sweep-'));
  generator = await writeGenerator(join(folder, 'generator'), styleFile, {
    'mapping.onnx': mappingNetwork(),
    'net.onnx': synthesisNetwork(),
  });
});
afterAll(() => rm(folder, { recursive: true }));

describe('parseSweep', () => {
  it.each([
    ['psi=0.3:1.0:0.1', [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]],
    ['psi=0:1:0.4', [0, 0.4, 0.8]],
    ['psi=1:0:-0.5', [1, 0.5, 0]],
    ['psi=2:2:1', [2]],
    ['psi=-1,0,1e-3', [-1, 0, 0.001]],
  ])('reads %s', (text, values) => {
    expect(parseSweep(text)).toEqual({ knob: 'psi', values });
  });

  it.each([
    ['psi', /expected NAME=FROM:TO:STEP/],
    ['psi=0:1', /expected NAME=FROM:TO:STEP/],
    ['psi=0:1:x', /expected NAME=FROM:TO:STEP/],
    ['psi=0,,1', /expected NAME=FROM:TO:STEP/],
    ['psi=0:1:0', /expected 1 to 1000 steps from 0 to 1; the step is 0/],
    ['psi=0:1:-0.1', /expected 1 to 1000 steps/],
    ['psi=0:1:0.0001', /expected 1 to 1000 steps/],
    ['psi=0,1,0', /0 is there twice/],
  ])('refuses %s', (text, message) => {
    expect(() => parseSweep(text)).toThrow(message);
  });
});

describe('sampleSweep', () => {
  it('samples the same seeds at every value, as single runs do', async () => {
    const out = join(folder, 'sweep');
    const run = { seed: 3, count: 2, knobs: {}, out };
    const report = await sampleSweep(
      generator,
      { name: 'onnxruntime' },
      { knob: 'psi', values: [0, 0.5] },
      run,
    );
    expect(report.points.map(({ value, samples }) => [value, samples.count])).toEqual([
      [0, 2],
      [0.5, 2],
    ]);
    expect((await readdir(out)).sort()).toEqual(['psi=0', 'psi=0.5', 'sweep.json']);
    expect(JSON.parse(await readFile(join(out, 'sweep.json'), 'utf8'))).toEqual({
      knob: 'psi',
      points: [
        { value: 0, folder: 'psi=0' },
        { value: 0.5, folder: 'psi=0.5' },
      ],
    });
    const single = join(folder, 'single');
    await sampleGenerator(generator, { name: 'onnxruntime' }, { ...run, knobs: { psi: 0.5 }, out: single });
    for (const name of ['000003.png', '000004.png', 'manifest.jsonl']) {
      expect(await readFile(join(out, 'psi=0.5', name))).toEqual(await readFile(join(single, name)));
    }
    const again = await sampleSweep(
      generator,
      { name: 'onnxruntime' },
      { knob: 'psi', values: [0, 0.5, 1] },
      run,
    );
    expect(again.points.map(({ samples }) => samples.kept)).toEqual([2, 2, 0]);
  });

  it('checks all values before it begins', async () => {
    const out = join(folder, 'never');
    const run = { seed: 0, count: 1, knobs: {}, out };
    await expect(
      sampleSweep(generator, { name: 'onnxruntime' }, { knob: 'psi', values: [0, 2] }, run),
    ).rejects.toThrow(/psi = 2: net\.onnx takes 0 to 1/);
    await expect(readdir(out)).rejects.toThrow(/ENOENT/);
  });
});
