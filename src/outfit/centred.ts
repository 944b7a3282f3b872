import type { Appearance } from './appearance.js';
import { toUnit } from './to-unit.js';

/**
 * The mean embedding of appearances of one kind, such as all articles of a slot, or all that is seen there in real images.
 * @param appearances - at least one
 */
export function meanEmbedding(appearances: readonly Appearance[]): Float32Array {
  const mean = new Float64Array(appearances[0]!.embedding.length);
  for (const { embedding } of appearances) {
    for (let k = 0; k < mean.length; k++) mean[k]! += embedding[k]! / appearances.length;
  }
  return Float32Array.from(mean);
}

/**
 * An appearance whose embedding is measured from a mean. All embeddings have much in common, and what is seen on people has skin and
 * neighbouring clothes in common, too; measured each from the mean of its kind, they differ by what tells articles apart.
 * @returns of unit length; one that equals the mean keeps its embedding
 */
export function centred<T extends Appearance>(appearance: T, mean: Float32Array): T {
  const embedding = toUnit(appearance.embedding.map((value, k) => value - mean[k]!));
  return embedding ? { ...appearance, embedding } : appearance;
}
