import { rowNorms } from '../math/row-norms.js';
import type { FeatureSample } from './sample.js';

/** Id of the first image whose features are all 0, so that they have no direction; undefined if there is none. */
export function imageOfZeros({ ids, features }: FeatureSample): string | undefined {
  return ids[rowNorms(features).indexOf(0)];
}
