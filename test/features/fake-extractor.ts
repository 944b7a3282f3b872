import type { FeatureExtractor } from '../../src/features/extractor.js';

/**
 * An extractor that needs no network: the features are the first `width` grey levels of the image. It counts how many
 * images it was asked for.
 */
export function firstPixels(width: number): FeatureExtractor & { readonly extracted: number } {
  let extracted = 0;
  return {
    identity: {
      name: 'first-pixels',
      weightsSha256: '0',
      output: 'y',
      resize: 'clean',
      preprocessing: 'none',
    },
    width,
    runsOn: 'test',
    comparability: { comparable: false, statement: 'A test.' },
    preprocess: ({ data }) => Float32Array.from(data.subarray(0, width)),
    extract(inputs) {
      extracted += inputs.length;
      return Promise.resolve(Float32Array.from(inputs.flatMap((input) => Array.from(input))));
    },
    dispose: () => Promise.resolve(),
    get extracted() {
      return extracted;
    },
  };
}
