/**
 * TensorFlow.js beside ONNX Runtime on Inception and MoveNet, as Markdown: how far apart their numbers are, the time of an image, and what
 * memory does over many batches. Devices that are not installed are left out and named.
 *
 *   node --import tsx bench/engines/tfjs.ts [BATCHES [DEVICE...]]
 *
 * BATCHES (default 1000) of MoveNet Lightning, one image each, for the memory; DEVICEs of TensorFlow.js, default: cpu and wasm.
 */
import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import type { Engine, LoadedNetwork, NetworkSource } from '../../src/engines/engine.js';
import { openEngine } from '../../src/engines/open-engine.js';
import type { Tensor } from '../../src/engines/tensor.js';
import { builtInExtractors } from '../../src/features/built-in-extractors.js';
import { ensureModel } from '../../src/models/ensure-model.js';
import { tfjsGraphToOnnx } from '../../src/models/tfjs/graph-to-onnx.js';
import { Mt19937 } from '../../src/math/mt19937.js';

const [batchesText = '1000', ...named] = process.argv.slice(2);
const batches = Number(batchesText);
const devices = named.length > 0 ? named : ['cpu', 'wasm'];
const TIMED = 5;

interface Subject {
  readonly name: string;
  readonly source: NetworkSource;
  readonly inputs: Readonly<Record<string, Tensor>>;
}

/** The same colours on every run, none of them next to each other alike. */
const pixels = (length: number, scale: number): number[] =>
  Array.from(new Mt19937(1).integers(0, 256, length), (value) => value * scale);

async function inception(): Promise<Subject> {
  const name = 'inception-v3-nsfwjs';
  const { files } = await ensureModel(name);
  const graph = await builtInExtractors.find((each) => each.name === name)!.build(files, ['2048']);
  const data = Float32Array.from(pixels(3 * 299 * 299, 1 / 255));
  return { name, source: { kind: 'graph', graph }, inputs: { images: { dims: [1, 3, 299, 299], data } } };
}

async function moveNet(name: string, sidePx: number): Promise<Subject> {
  const { files } = await ensureModel(name);
  const texts = await Promise.all(
    Array.from(files, async ([file, path]) => [file, await readFile(path)] as const),
  );
  const contents = new Map(texts);
  const bytes = tfjsGraphToOnnx(name, contents.get(`${name}.json`)!.toString(), contents);
  const data = Int32Array.from(pixels(3 * sidePx * sidePx, 1));
  return {
    ...{ name, source: { kind: 'model', name, bytes } },
    inputs: { input: { dims: [1, sidePx, sidePx, 3], data } },
  };
}

/** Largest difference, as a share of the largest number. */
function apart(ours: Readonly<Record<string, Tensor>>, theirs: Readonly<Record<string, Tensor>>): number {
  return Math.max(
    ...Object.entries(theirs).map(([name, { data }]) => {
      const [a, b] = [Array.from(ours[name]!.data, Number), Array.from(data, Number)];
      const largest = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0) / largest;
    }),
  );
}

/** Milliseconds of an image, by the clock and of all cores. */
async function timeOf(network: LoadedNetwork, inputs: Subject['inputs']) {
  await network.run(inputs);
  const [start, used] = [performance.now(), process.cpuUsage()];
  for (let i = 0; i < TIMED; i++) await network.run(inputs);
  const { user, system } = process.cpuUsage(used);
  return { clock: (performance.now() - start) / TIMED, cores: (user + system) / 1000 / TIMED };
}

const mebibytes = (): string => (process.memoryUsage.rss() / 2 ** 20).toFixed(0);

async function memoryOver(network: LoadedNetwork, inputs: Subject['inputs']): Promise<string> {
  const seen: string[] = [];
  let tensors = 0;
  for (let i = 1; i <= batches; i++) {
    await network.run(inputs);
    if (i === 10) tensors = tf.memory().numTensors;
    if ([0.1, 0.5, 1].some((share) => i === Math.round(share * batches)))
      seen.push(`${i}: ${mebibytes()} MiB`);
  }
  return `${seen.join(', ')}; ${tf.memory().numTensors - tensors} tensors more`;
}

const subjects = [
  await inception(),
  await moveNet('movenet-thunder', 256),
  await moveNet('movenet-lightning', 192),
];
const engines: Engine[] = [await openEngine({ name: 'onnxruntime' })];
for (const device of devices) {
  await openEngine({ name: 'tfjs', device }).then(
    (engine) => engines.push(engine),
    (error: unknown) => {
      console.error(`Left out: ${error instanceof Error ? error.message : String(error)}`);
    },
  );
}
console.log(
  '| network | engine | difference | ms an image | ms of all cores |\n| --- | --- | --- | --- | --- |',
);
for (const { name, source, inputs } of subjects) {
  let reference: Readonly<Record<string, Tensor>> | undefined;
  for (const engine of engines) {
    const network = await engine.load(source);
    const outputs = await network.run(inputs);
    reference ??= outputs;
    const { clock, cores } = await timeOf(network, inputs);
    const difference = apart(outputs, reference).toExponential(1);
    console.log(`| ${name} | ${engine.runsOn} | ${difference} | ${clock.toFixed(0)} | ${cores.toFixed(0)} |`);
    await network.dispose();
  }
}
for (const engine of engines.slice(1)) {
  const { name, source, inputs } = subjects.at(-1)!;
  const network = await engine.load(source);
  console.log(
    `\nMemory of the process, ${name} on ${engine.runsOn}, after batch ${await memoryOver(network, inputs)}.`,
  );
  await network.dispose();
}
