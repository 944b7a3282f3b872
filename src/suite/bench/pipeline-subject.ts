import type { ThreadSplit } from '../../engines/thread-split.js';
import { extractFeatures } from '../../features/extract-features.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import type { ImageSet } from '../../images/image-set.js';
import { StatisticsAccumulator } from '../../math/statistics-accumulator.js';
import { WasmKernels } from '../../math/kernels/wasm-kernels.js';
import type { BenchImages } from './bench-images.js';
import { warmUpTasks } from './keep-busy.js';
import type { Subject } from './measure-rounds.js';

/** Longer than what any machine gets through in a bench. */
const STREAM = 1_000_000;
/** Of a round, after which nothing that is counted was ready when it began. */
const LEAD = 0.25;

/** All that `gan-eval stats` does: decoding, resizing, the network, mean and covariance. */
export async function pipelineSubject(
  extractor: FeatureExtractor,
  { images, label }: BenchImages,
  { lanes, batch, workers }: ThreadSplit & { readonly batch: number; readonly workers: number },
): Promise<Subject> {
  const set: ImageSet = {
    location: label,
    ids: Array.from({ length: STREAM }, (_, i) => `${i}`),
    ignored: [],
    read: (index) => Promise.resolve(images[index % images.length]!),
    close: () => Promise.resolve(),
  };
  const indices = set.ids.map((_, i) => i);
  const stream = extractFeatures(set, extractor, { indices, roles: ['features'], batchSize: batch, workers });
  const sums = new StatisticsAccumulator(extractor.outputs.features!.width, new WasmKernels());

  /** Goes on until `isEnough` of the images and seconds since the call. */
  async function advance(isEnough: (images: number, seconds: number) => boolean) {
    const start = performance.now();
    let done = 0;
    let seconds = 0;
    do {
      const next = await stream.next();
      if (next.done) throw new Error(`${label}: more than ${STREAM} images were got through.`);
      sums.add(next.value.vectors.features!);
      done += next.value.ids.length;
      seconds = (performance.now() - start) / 1000;
    } while (!isEnough(done, seconds));
    return { images: done, seconds };
  }

  const warmUp = Math.max(warmUpTasks(lanes), warmUpTasks(workers));
  await advance((done) => done >= warmUp);
  return {
    async round(ms) {
      await advance((_, seconds) => seconds * 1000 >= LEAD * ms);
      return advance((_, seconds) => seconds * 1000 >= (1 - LEAD) * ms);
    },
    async close() {
      await stream.return(undefined);
      await extractor.dispose();
    },
  };
}
