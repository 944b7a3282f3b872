import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathLengthSchema } from '../../src/config/path-length-result.js';
import { OnnxBuilder } from '../../src/engines/onnx-builder.js';
import { FLOAT } from '../../src/engines/onnx-schema.js';
import { ganEval, type Outcome } from './command-line.js';

const generators = join(import.meta.dirname, '..', '..', 'fixtures', 'generators');

let folder: string;
let features: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-ppl-'));
  features = join(folder, 'pixels.onnx');
  const onnx = new OnnxBuilder();
  const image = onnx.input('image', FLOAT, [-1, 3, 16, 12]);
  onnx.output('pixels', FLOAT, onnx.node('Reshape', [image, onnx.int64(-1, 3 * 16 * 12)]));
  await writeFile(features, onnx.encode('pixels'));
  await writeFile(join(folder, 'pixels.json'), JSON.stringify({ widthPx: 12, heightPx: 16 }));
});
afterAll(() => rm(folder, { recursive: true }));

const ppl = (generator: string, ...more: string[]): Promise<Outcome> =>
  ganEval(['ppl', generator, '-n', '12', '--features', features, ...more], folder);

describe('gan-eval ppl', () => {
  it('measures a generator, the same whatever the batch', async () => {
    const outcome = await ppl(join(generators, 'unconditional'), '--json');
    expect([outcome.code, outcome.stderr]).toEqual([0, '']);
    const { scores, walk, provenance } = pathLengthSchema.parse(JSON.parse(outcome.stdout));
    expect(walk).toMatchObject({ space: 'w', sampling: 'full', epsilon: 1e-4, steps: 12, knobs: { psi: 1 } });
    expect(provenance).toMatchObject({ comparable: false, features: { name: 'pixels.onnx' } });
    const told = await ppl(join(generators, 'unconditional'), '--batch', '5');
    const [score] = scores;
    if (score?.status !== 'ok') throw new Error('no score');
    const shown = Number(/^Perceptual path length +([\d.]+) +↓/.exec(told.stdout)?.[1]);
    expect(Math.abs(shown / score.value - 1)).toBeLessThan(0.01);
    expect(told.stdout).toMatch(/12 steps of 0\.0001 in w, anywhere, seed 0/);
    expect(told.stdout).toMatch(/compares with no published one/);
  });

  it.each<[number, string, readonly string[], RegExp]>([
    [64, 'conditional', [], /mannequins-conditional is conditional: it has to be given conditions/],
    [64, 'unconditional', ['--psi', '9'], /psi = 9: mannequins-unconditional takes 0 to 1\.5/],
    [64, 'unconditional', ['--epsilon', '0'], /Expected a number above 0/],
    [64, 'unconditional', ['--set', 'ppl.middle=1'], /ppl has no option 'middle'/],
    [65, 'unconditional', ['-n', '1'], /at least 2/],
  ])('exits with %i for %s %j', async (code, generator, more, message) => {
    const outcome = await ppl(join(generators, generator), ...more);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toMatch(message);
  });
});
