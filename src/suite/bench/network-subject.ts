import type { ThreadSplit } from '../../engines/thread-split.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { decodeImage } from '../../images/decode-image.js';
import { benchImages } from './bench-images.js';
import { keepBusy, warmUpTasks } from './keep-busy.js';
import type { Subject } from './measure-rounds.js';

/** The network alone, with another batch there for each copy when it is through with one. */
export async function networkSubject(
  extractor: FeatureExtractor,
  { lanes }: ThreadSplit,
  batch: number,
): Promise<Subject> {
  const { images, label } = await benchImages('png', 1);
  const input = extractor.preprocess(await decodeImage(images[0]!, label));
  const work = async (): Promise<number> => {
    await extractor.extract(Array.from({ length: batch }, () => input.slice()));
    return batch;
  };
  const callers = 2 * lanes;
  await keepBusy(callers, work, ({ images: done }) => done >= batch * warmUpTasks(lanes));
  return {
    round: (ms) => keepBusy(callers, work, ({ seconds }) => seconds * 1000 >= ms),
    close: () => extractor.dispose(),
  };
}
