/**
 * What fp16 makes of FID and KID, on drawn mannequins and worse sets, as Markdown. On the CPU: once as ONNX Runtime's CPU provider runs
 * the fp16 network, once with every map rounded, as a GPU stores it.
 *
 *   node --import tsx bench/engines/precision.ts [COUNT]
 */
import { corruptions } from '../../fixtures/mannequins/corrupt.js';
import { drawPicture } from '../../fixtures/mannequins/draw-set.js';
import { encodeOnnx } from '../../src/engines/encode-onnx.js';
import type { NetworkSource } from '../../src/engines/engine.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { builtInExtractors } from '../../src/features/built-in-extractors.js';
import { preprocess } from '../../src/features/preprocess.js';
import { decodeImage } from '../../src/images/decode-image.js';
import { frechetDistance } from '../../src/math/frechet-distance.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import { ensureModel } from '../../src/models/ensure-model.js';
import { encodeRounded } from './encode-rounded.js';

const count = Number(process.argv[2] ?? 100);
const HEIGHT_PX = 256;
const WIDTH = 2048;

const extractor = builtInExtractors.find(({ name }) => name === 'inception-v3-nsfwjs')!;
const preprocessing = extractor.preprocessing('clean');
const { files } = await ensureModel(extractor.name);
const graph = await extractor.build(files, ['2048']);
const model = (bytes: Uint8Array): NetworkSource => ({ kind: 'model', name: extractor.name, bytes });
const sources = {
  fp32: model(encodeOnnx(graph)),
  'fp16 on the CPU': model(encodeOnnx(graph, 'fp16')),
  'fp16, every map rounded': model(encodeRounded(graph)),
};
type Precision = keyof typeof sources;
const precisions = Object.keys(sources) as Precision[];
const networks = await Promise.all(precisions.map((precision) => onnxRuntime().load(sources[precision])));

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

type Features = Readonly<Record<Precision, readonly Float32Array[]>>;

async function featuresOf(draw: (seed: number) => Promise<Buffer>): Promise<Features> {
  const vectors: Record<Precision, Float32Array[]> = {
    ...{ fp32: [], 'fp16 on the CPU': [], 'fp16, every map rounded': [] },
  };
  for (let seed = 0; seed < count; seed++) {
    const bytes = await draw(seed);
    const data = preprocess(await decodeImage({ kind: 'encoded', bytes }, `${seed}`), preprocessing);
    for (const [i, precision] of precisions.entries()) {
      const network = networks[i]!;
      const [input] = network.inputs;
      const { '2048': features } = await network.run({ [input!.name]: { dims: [1, 3, 299, 299], data } });
      vectors[precision].push(Float32Array.from(features!.data, Number));
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
const [[, real] = [], ...others] = measured;
if (!real) throw new Error('No sets.');
console.log(`| ${count} mannequins against ${count} | precision | features | FID | change | KID | change |`);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const [name, features] of others) {
  const full = { fid: fid(real.fp32, features.fp32), kid: kid(real.fp32, features.fp32) };
  for (const precision of precisions) {
    const value = {
      fid: fid(real[precision], features[precision]),
      kid: kid(real[precision], features[precision]),
    };
    console.log(
      `| ${name} | ${precision} | ${error(features.fp32, features[precision]).toExponential(1)} | ` +
        `${value.fid.toPrecision(5)} | ${change(value.fid, full.fid)} | ${value.kid.toPrecision(4)} | ${change(value.kid, full.kid)} |`,
    );
  }
}
for (const precision of precisions.slice(1)) {
  const apart = fid(real.fp32, real[precision]);
  console.log(`\nThe same ${count} mannequins in fp32 and in ${precision}: FID ${apart.toExponential(2)}.`);
}
