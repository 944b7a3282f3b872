import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OnnxBuilder } from '../../src/engines/onnx-builder.js';
import { FLOAT } from '../../src/engines/onnx-schema.js';
import { writeGenerator } from '../generators/small-networks.js';
import { dotsRunFile } from '../suite/run/dots-world.js';
import { start } from './start.js';
import { isNightly } from './extent.js';
import { Worlds } from './world.js';

/** What is promised, and what a machine that is busy with other things may take of it before the signal arrives. */
const WITHIN_MS = 2000;
/** Of the slow networks, a batch takes several times as long as that: a process that waits for it to end is seen. */
const ROUNDS = 400;
const SIZE = 700;

let world: string;
let worlds: Worlds;
beforeAll(async () => {
  worlds = await Worlds.create();
  world = await worlds.next();
  await writeFile(
    join(world, 'slow.onnx'),
    slow('image', [-1, 3, 24, 24], (onnx, image) => onnx.node('GlobalAveragePool', [image])),
  );
  await writeFile(join(world, 'slow-eye.json'), await readFile(join(world, 'dots.json')));
  await writeFile(
    join(world, 'slow-eye.onnx'),
    slow('image', [1, 3, 24, 24], (onnx, image) => onnx.node('Sigmoid', [image])),
  );
  const shape = (onnx: OnnxBuilder, z: string) => onnx.node('Reshape', [z, onnx.int64(-1, 3, 2, 2)]);
  await writeGenerator(
    join(world, 'slow'),
    {
      ...{ loader: 'onnx', kind: 'unconditional', file: 'net.onnx', output: { range: [-1, 1] } },
      ...{ image: { widthPx: 2, heightPx: 2 }, latent: { input: 'z', size: 12 } },
    },
    { 'net.onnx': slow('z', [-1, 12], shape) },
  );
  await mkdir(join(world, 'home'));
});
afterAll(() => worlds.remove());

/** A network that multiplies large matrices for a long time, and adds nothing by it. */
function slow(
  name: string,
  dims: readonly number[],
  output: (onnx: OnnxBuilder, input: string) => string,
): Uint8Array {
  const onnx = new OnnxBuilder();
  const input = onnx.input(name, FLOAT, dims);
  const zero = onnx.node('Mul', [onnx.node('ReduceMean', [input], { keepdims: 0 }), onnx.scalar(0)]);
  const weights = onnx.constant({ dims: [SIZE, SIZE], data: new Float32Array(SIZE * SIZE).fill(1 / SIZE) });
  // That it starts from the input keeps it from being worked out when the network is loaded.
  let product = onnx.node('Add', [weights, zero]);
  for (let i = 0; i < ROUNDS; i++) product = onnx.node('MatMul', [product, weights]);
  const nothing = onnx.node('Mul', [onnx.node('ReduceMean', [product], { keepdims: 0 }), onnx.scalar(0)]);
  onnx.output('out', FLOAT, output(onnx, onnx.node('Add', [input, nothing])));
  return onnx.encode('slow');
}

const runFile = (generators: string, more: string): string =>
  `real: real\nout: out\nsamples: 4\ngenerators: [${generators}]\nmetrics: { ids: [fid] }\n${more}`;
const quick = '{ name: quick, source: unconditional }';

interface Work {
  readonly during: string;
  readonly args: readonly string[];
  /** The configuration, of a run. */
  readonly file?: string;
  /** What is told when it has begun; undefined: nothing is. */
  readonly begun?: RegExp;
}

const works: readonly Work[] = [
  {
    during: 'the sampling of a run',
    args: ['run'],
    file: runFile('{ name: slow, source: slow }', 'features: { name: tiny.onnx }\ncontrol: false\n'),
    begun: /samples of slow/,
  },
  {
    during: 'the extraction of a run',
    args: ['run'],
    file: runFile(quick, 'features: { name: slow.onnx }\ncontrol: false\n'),
    begun: /quality/,
  },
  {
    during: 'the look at control of a run',
    args: ['run'],
    file: dotsRunFile().replace('dots.onnx', 'slow-eye.onnx'),
    begun: /control of/,
  },
  {
    during: 'the scores of a run',
    args: ['run'],
    file: dotsRunFile().replace('resamples: 50', 'resamples: 10000000'),
    begun: /control of/,
  },
  { during: 'stats', args: ['stats', 'real', '-o', 'x.npz', '--features', 'slow.onnx', '--no-cache'] },
  { during: 'fid', args: ['fid', 'real', 'real', '--features', 'slow.onnx', '--no-cache'] },
  { during: 'sample', args: ['sample', 'slow', '-n', '4', '-o', 'sampled'] },
  { during: 'ppl', args: ['ppl', 'slow', '-n', '4', '--features', 'tiny.onnx'] },
  { during: 'control', args: ['control', 'real', 'real', '--pose', 'slow-eye.onnx', '--no-cache'] },
];

describe('Ctrl-C', () => {
  // The suite tries a network that is at work, and a long computation.
  const tried = works.filter(({ during }) => isNightly || /extraction|scores/.test(during));
  it.each(tried)('during $during ends it in two seconds', async ({ args, file, begun }) => {
    if (file !== undefined) await writeFile(join(world, 'gan-eval.yaml'), file);
    const { child, end } = start(args, { cwd: world, home: join(world, 'home') });
    let told = '';
    child.stderr?.on('data', (text: Buffer) => (told += text.toString()));
    if (begun) await expect.poll(() => told, { timeout: 60_000, interval: 20 }).toMatch(begun);
    // Into the work that was begun.
    await sleep(begun ? 1000 : 5000);
    const since = performance.now();
    child.kill('SIGINT');
    expect([(await end).signal, (await end).stderr]).toEqual(['SIGINT', expect.not.stringContaining('rror')]);
    expect(performance.now() - since).toBeLessThan(WITHIN_MS);
  });
});
