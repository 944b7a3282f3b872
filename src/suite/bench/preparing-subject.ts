import type { FeatureExtractor } from '../../features/extractor.js';
import { openPreparer } from '../../features/prepare-images.js';
import type { BenchImages } from './bench-images.js';
import { keepBusy, warmUpTasks } from './keep-busy.js';
import type { Subject } from './measure-rounds.js';

/** Decoding and resizing for a network, by so many threads. */
export async function preparingSubject(
  extractor: FeatureExtractor,
  { images, label }: BenchImages,
  workers: number,
): Promise<Subject> {
  const preparer = openPreparer(extractor, Infinity, workers);
  let next = 0;
  const work = async (): Promise<number> => {
    await preparer.prepare(images[next++ % images.length]!, label);
    return 1;
  };
  const callers = 2 * workers;
  await keepBusy(callers, work, ({ images: done }) => done >= warmUpTasks(workers));
  return {
    round: (ms) => keepBusy(callers, work, ({ seconds }) => seconds * 1000 >= ms),
    close: () => preparer.close(),
  };
}
