import type { Preprocessing } from '../../src/config/extractor-file.js';
import type { LoadedNetwork } from '../../src/engines/engine.js';
import { preprocess } from '../../src/features/preprocess.js';
import { decodeImage } from '../../src/images/decode-image.js';
import { readGoldenImage, type Golden } from './golden.js';
import { preprocessingOf } from './preprocessing-of.js';
import { relativeError, type RelativeError } from './relative-error.js';

type ResizeMode = Preprocessing['resize'];

/**
 * gan-eval's features of the golden images against the peer's, by tap: the largest error of any value, and the mean error
 * of the image with the largest.
 */
export async function featureErrors(
  golden: Golden,
  mode: ResizeMode,
  network: LoadedNetwork,
): Promise<Map<string, RelativeError>> {
  const errors = new Map<string, RelativeError[]>();
  const vectors = golden.features.filter((vector) => vector.mode === mode);
  for (const image of new Set(vectors.map((vector) => vector.image))) {
    const outputs = await outputsOf(image, mode, network);
    for (const { tap, values } of vectors.filter((vector) => vector.image === image)) {
      const seen = outputs[tap]?.data;
      if (!(seen instanceof Float32Array)) throw new Error(`${image}: no output ${tap}`);
      errors.set(tap, [...(errors.get(tap) ?? []), relativeError(seen, values)]);
    }
  }
  return new Map([...errors].map(([tap, ofImages]) => [tap, summarise(ofImages)]));
}

/** From the file to every tap, through the product's own steps. */
async function outputsOf(image: string, mode: ResizeMode, network: LoadedNetwork) {
  const stored = { kind: 'encoded', bytes: await readGoldenImage(image) } as const;
  const data = preprocess(await decodeImage(stored, image), preprocessingOf(mode));
  return network.run({ images: { dims: [1, 3, 299, 299], data } });
}

function summarise(errors: readonly RelativeError[]): RelativeError {
  return {
    max: Math.max(...errors.map(({ max }) => max)),
    mean: Math.max(...errors.map(({ mean }) => mean)),
  };
}
