import { mapRoles, type ByRole } from '../../src/config/feature-role.js';
import type { ExtractorOutput, FeatureExtractor } from '../../src/features/extractor.js';

/** An output as a cache keeps it. */
export function output(width: number, name = 'y'): ExtractorOutput {
  return {
    identity: {
      name: 'first-pixels',
      weightsSha256: '0',
      output: name,
      resize: 'clean',
      preprocessing: 'none',
      precision: 'fp32',
    },
    width,
    comparability: { comparable: false, statement: 'A test.' },
  };
}

/**
 * An extractor that needs no network: an output of width w are the first w grey levels of the image. It counts how many
 * images it was asked for.
 */
export function firstPixels(
  outputs: ByRole<ExtractorOutput>,
): FeatureExtractor & { readonly extracted: number } {
  let extracted = 0;
  return {
    name: 'first-pixels',
    outputs,
    runsOn: 'test',
    preprocess: ({ data }) => Float32Array.from(data),
    extract(inputs) {
      extracted += inputs.length;
      const vectors = mapRoles(outputs, ({ width }) =>
        Float32Array.from(inputs.flatMap((input) => Array.from(input.subarray(0, width)))),
      );
      return Promise.resolve(vectors);
    },
    dispose: () => Promise.resolve(),
    get extracted() {
      return extracted;
    },
  };
}
