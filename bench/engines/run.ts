/**
 * Every engine and device that works here, on Inception v3 (of nsfwjs, which is fetched if it is not in the cache): images a
 * second of the network alone, and how far its 2048 features are from those of ONNX Runtime's CPU, as Markdown.
 *
 * Usage: npx tsx bench/engines/run.ts [IMAGES]
 */
import type { EngineChoice } from '../../src/config/engine-choice.js';
import { onnxRuntimeDevices } from '../../src/engines/onnxruntime.js';
import { probeDevice } from '../../src/engines/probe-device.js';
import { tfjsDevices } from '../../src/engines/tfjs-runtime.js';
import { openExtractor } from '../../src/features/open-extractor.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { defaultBatchSize } from '../../src/suite/comparison/set-samples.js';

const SIDE = 299;
/** Plain JavaScript takes a quarter of a minute for an image. */
const OF_PLAIN = 1;

const count = Number(process.argv[2] ?? 16);
const pixels = new Mt19937(0).integers(0, 256, count * SIDE * SIDE * 3);
const images = Array.from({ length: count }, (_, i) => ({
  ...{ widthPx: SIDE, heightPx: SIDE },
  data: Uint8Array.from(pixels.subarray(i * SIDE * SIDE * 3, (i + 1) * SIDE * SIDE * 3)),
}));

const choices: readonly Required<EngineChoice>[] = [
  ...['cpu', ...onnxRuntimeDevices.filter((device) => device !== 'cpu')].map((device) => ({
    ...{ name: 'onnxruntime' as const, device },
  })),
  ...tfjsDevices.map((device) => ({ name: 'tfjs' as const, device })),
];

let reference: Float32Array | undefined;
const rows: string[][] = [];
for (const engine of choices) {
  const failure = await probeDevice(engine);
  const title = `\`${engine.name}\`, \`${engine.device}\``;
  if (failure !== undefined) {
    console.error(`${title}: ${failure}`);
    continue;
  }
  rows.push([title, ...(await measure(engine))]);
}
console.log(
  `| engine, device | batch | images/s | processor s an image | features apart |\n|---|---|---|---|---|`,
);
for (const row of rows) console.log(`| ${row.join(' | ')} |`);

async function measure(engine: Required<EngineChoice>): Promise<string[]> {
  const isPlain = engine.device === 'plain';
  const batch = isPlain ? OF_PLAIN : Math.min(count, defaultBatchSize(engine));
  const extractor = await openExtractor({ features: 'inception-v3-nsfwjs', engine, settings: {} }, [
    'features',
  ]);
  const inputs = images.slice(0, isPlain ? OF_PLAIN : count).map((image) => extractor.preprocess(image));
  // The first batch loads the network and lets the compilers settle.
  if (!isPlain) await extractor.extract(inputs.slice(0, batch).map((input) => input.slice()));
  const [start, processor] = [performance.now(), process.cpuUsage()];
  const parts: Float32Array[] = [];
  for (let i = 0; i < inputs.length; i += batch) {
    parts.push((await extractor.extract(inputs.slice(i, i + batch))).features!);
  }
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(processor).user / 1e6;
  await extractor.dispose();
  const features = Float32Array.from(parts.flatMap((part) => [...part]));
  reference ??= features;
  return [
    String(batch),
    (inputs.length / seconds).toFixed(2),
    (used / inputs.length).toFixed(2),
    relativeTo(reference, features).toExponential(0),
  ];
}

/** The greatest difference, of the greatest feature. */
function relativeTo(wanted: Float32Array, seen: Float32Array): number {
  let [apart, most] = [0, 0];
  seen.forEach((value, i) => {
    apart = Math.max(apart, Math.abs(value - wanted[i]!));
    most = Math.max(most, Math.abs(wanted[i]!));
  });
  return apart / most;
}
