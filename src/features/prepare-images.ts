import { availableParallelism } from 'node:os';
import type { EngineChoice } from '../config/engine-choice.js';
import { chooseDevice } from '../engines/open-engine.js';
import { ThreadPool } from '../engines/thread-pool.js';
import { ImageError } from '../errors.js';
import { decodeImage } from '../images/decode-image.js';
import type { StoredImage } from '../images/image.js';
import type { FeatureExtractor } from './extractor.js';
import type { PreparedInput, PrepareTask } from './prepare-task.js';
import { startModule } from './start-module.js';

/** Makes network inputs of images. */
export interface ImagePreparer {
  /** @throws ImageError if it cannot be read */
  prepare(stored: StoredImage, id: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Fewer are prepared by the calling thread sooner than another has started. */
const MANY = 32;
const MOST_WORKERS = 16;

/**
 * Threads that decode and resize where no number has been measured. Beside a network on the processor, which takes about nine
 * tenths of the work, a few keep up with it; another device waits for them, so all cores but that of the calling thread are theirs.
 */
export function defaultWorkers(engine: EngineChoice, cores = availableParallelism()): number {
  const wanted = ['cpu', 'wasm', 'plain'].includes(chooseDevice(engine)) ? Math.ceil(cores / 4) : cores - 1;
  return Math.max(1, Math.min(MOST_WORKERS, wanted));
}

/**
 * @param images - how many there will be
 * @param workers - threads to do it in; 0: the calling one. Changes speed and memory, not the numbers.
 */
export function openPreparer(extractor: FeatureExtractor, images: number, workers: number): ImagePreparer {
  const { preprocessing } = extractor;
  if (!preprocessing || workers === 0 || images < MANY) {
    return {
      prepare: async (stored, id) => extractor.preprocess(await decodeImage(stored, id)),
      close: () => Promise.resolve(),
    };
  }
  const pool = new ThreadPool<PrepareTask, PreparedInput>('A thread that prepares images', workers, () =>
    startModule('./prepare-worker', import.meta.url),
  );
  return {
    async prepare(stored, id) {
      const [own, memory] = owned(stored);
      const prepared = await pool.run({ id, stored: own, preprocessing }, [memory]);
      if (prepared.kind === 'input') return prepared.input;
      throw new ImageError(id, prepared.reason);
    },
    close: () => pool.close(),
  };
}

/** A copy with memory of its own: a thread takes over all that a view is part of. */
function owned(stored: StoredImage): [StoredImage, ArrayBuffer] {
  if (stored.kind === 'encoded') {
    const bytes = new Uint8Array(stored.bytes);
    return [{ kind: 'encoded', bytes }, bytes.buffer];
  }
  const data = new Uint8Array(stored.image.data);
  return [{ kind: 'pixels', image: { ...stored.image, data } }, data.buffer];
}
