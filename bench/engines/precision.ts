/**
 * What fewer digits make of FID and KID, on drawn mannequins and worse sets, as Markdown, beside fp32 on the CPU. On the CPU: fp16 as ONNX
 * Runtime's CPU provider runs it, and with every map rounded, as a GPU stores it. On another device: its fp32 and fp16; or TF32, which is a
 * whole process's, as the runtime computes where nobody forbids it.
 *
 *   node --import tsx bench/engines/precision.ts [COUNT] [--device cuda [--tf32]]
 */
import { parseArgs } from 'node:util';
import { corruptions } from '../../fixtures/mannequins/corrupt.js';
import { drawPicture } from '../../fixtures/mannequins/draw-set.js';
import { encodeOnnx } from '../../src/engines/encode-onnx.js';
import { openHere } from '../../src/engines/onnx-session.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { defaultThreadSplit } from '../../src/engines/thread-split.js';
import { builtInExtractors } from '../../src/features/built-in-extractors.js';
import { preprocess } from '../../src/features/preprocess.js';
import { decodeImage } from '../../src/images/decode-image.js';
import { frechetDistance } from '../../src/math/frechet-distance.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import { ensureModel } from '../../src/models/ensure-model.js';
import { encodeRounded } from './encode-rounded.js';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { device: { type: 'string', default: 'cpu' }, tf32: { type: 'boolean', default: false } },
});
const { device } = flags;
const count = Number(positionals[0] ?? 100);
const BATCH = 16;
const HEIGHT_PX = 256;
const WIDTH = 2048;
const SIDE = 299;

const extractor = builtInExtractors.find(({ name }) => name === 'inception-v3-nsfwjs')!;
const preprocessing = extractor.preprocessing('clean');
const { files } = await ensureModel(extractor.name);
const graph = await extractor.build(files, ['2048']);
interface Way {
  /** Features of a batch, which it takes over. */
  readonly run: (batch: Float32Array) => Promise<Float32Array>;
  readonly close: () => Promise<void>;
}

async function open(bytes: Uint8Array, on: string): Promise<Way> {
  const split = defaultThreadSplit({ name: 'onnxruntime', device: on });
  const network = await onnxRuntime(on).load({ kind: 'model', name: extractor.name, bytes }, split);
  const [input] = network.inputs;
  return {
    run: async (data) => (await network.run(asInput(input!.name, data)))['2048']!.data as Float32Array,
    close: () => network.dispose(),
  };
}

/** Past gan-eval's engine, which forbids TF32. */
async function openWithTf32(bytes: Uint8Array): Promise<Way> {
  const session = await openHere(bytes, { executionProviders: [device] });
  const [input] = session.inputs;
  return {
    run: async (data) => {
      const { dims } = asInput(input!.name, data)[input!.name]!;
      const values = await session.run({ [input!.name]: { type: 'float32', dims, data } }, ['2048']);
      return values['2048']!.data as Float32Array;
    },
    close: () => session.release(),
  };
}

function asInput(name: string, data: Float32Array) {
  return { [name]: { dims: [data.length / (3 * SIDE * SIDE), 3, SIDE, SIDE], data } };
}

const inFull = encodeOnnx(graph);
const ways: Readonly<Record<string, Way>> = {
  'fp32 on the CPU': await open(inFull, 'cpu'),
  ...(device === 'cpu' && {
    'fp16 on the CPU': await open(encodeOnnx(graph, 'fp16'), 'cpu'),
    'fp16, every map rounded': await open(encodeRounded(graph), 'cpu'),
  }),
  ...(device !== 'cpu' &&
    (flags.tf32
      ? { [`TF32 on ${device}`]: await openWithTf32(inFull) }
      : {
          [`fp32 on ${device}`]: await open(inFull, device),
          [`fp16 on ${device}`]: await open(encodeOnnx(graph, 'fp16'), device),
        })),
};
const [FULL, ...others] = Object.keys(ways) as [string, ...string[]];

const reference = (seed: number): Promise<Buffer> => drawPicture('reference', seed, HEIGHT_PX);
const blurred = (share: number) => async (seed: number) =>
  corruptions.blurred.picture(await reference(seed), share);
const sets: Readonly<Record<string, (seed: number) => Promise<Buffer>>> = {
  mannequins: reference,
  'other mannequins': (seed) => reference(seed + count),
  'others, slightly blurred': (seed) => blurred(0.004)(seed + count),
  'others, blurred': (seed) => blurred(0.012)(seed + count),
  imitations: (seed) => drawPicture('imitation', seed + 2 * count, HEIGHT_PX),
};

type Features = Readonly<Record<string, readonly Float32Array[]>>;

async function featuresOf(draw: (seed: number) => Promise<Buffer>): Promise<Features> {
  const vectors = Object.fromEntries(Object.keys(ways).map((way) => [way, [] as Float32Array[]]));
  for (let start = 0; start < count; start += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, count - start) }, (_, i) => start + i);
    const inputs = await Promise.all(
      seeds.map(async (seed) => {
        const image = await decodeImage({ kind: 'encoded', bytes: await draw(seed) }, `${seed}`);
        return preprocess(image, preprocessing);
      }),
    );
    for (const [way, { run }] of Object.entries(ways)) {
      const batch = new Float32Array(seeds.length * 3 * SIDE * SIDE);
      inputs.forEach((input, i) => {
        batch.set(input, i * input.length);
      });
      const features = await run(batch);
      for (const i of seeds.keys()) vectors[way]!.push(features.slice(i * WIDTH, (i + 1) * WIDTH));
    }
  }
  return vectors;
}

function fid(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  const statistics = (rows: readonly Float32Array[]) => {
    const accumulator = new StatisticsAccumulator(WIDTH);
    for (const row of rows) accumulator.add(row);
    return accumulator.finish();
  };
  return frechetDistance(statistics(a), statistics(b)).distance;
}

/** By its definition, from every pair. */
function kid(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  const kernel = (x: Float32Array, y: Float32Array) =>
    (x.reduce((sum, value, i) => sum + value * y[i]!, 0) / WIDTH + 1) ** 3;
  const mean = (xs: readonly Float32Array[], ys: readonly Float32Array[]) => {
    const values = xs.flatMap((x, i) => ys.flatMap((y, j) => (xs === ys && i === j ? [] : [kernel(x, y)])));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return mean(a, a) + mean(b, b) - 2 * mean(a, b);
}

/** Mean over images of |difference| / |features|. */
function error(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  const errors = a.map((x, i) => Math.hypot(...x.map((value, k) => value - b[i]![k]!)) / Math.hypot(...x));
  return errors.reduce((sum, value) => sum + value, 0) / errors.length;
}

const change = (value: number, from: number): string => `${(100 * (value / from - 1)).toFixed(3)} %`;

const measured: (readonly [name: string, features: Features])[] = [];
for (const [name, draw] of Object.entries(sets)) measured.push([name, await featuresOf(draw)]);
const [[, real] = [], ...compared] = measured;
if (!real) throw new Error('No sets.');
console.log(`| ${count} mannequins against ${count} | precision | features | FID | change | KID | change |`);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const [name, features] of compared) {
  const full = { fid: fid(real[FULL]!, features[FULL]!), kid: kid(real[FULL]!, features[FULL]!) };
  for (const way of [FULL, ...others]) {
    const value = { fid: fid(real[way]!, features[way]!), kid: kid(real[way]!, features[way]!) };
    console.log(
      `| ${name} | ${way} | ${error(features[FULL]!, features[way]!).toExponential(1)} | ` +
        `${value.fid.toPrecision(7)} | ${change(value.fid, full.fid)} | ${value.kid.toPrecision(5)} | ${change(value.kid, full.kid)} |`,
    );
  }
}
for (const way of others) {
  const apart = fid(real[FULL]!, real[way]!);
  console.log(`\nThe same ${count} mannequins in ${FULL} and in ${way}: FID ${apart.toExponential(2)}.`);
}
await Promise.all(Object.values(ways).map(({ close }) => close()));
