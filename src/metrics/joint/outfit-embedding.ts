import { InputError } from '../../errors.js';
import type { FeatureMatrix } from '../../math/feature-matrix.js';
import { Mt19937 } from '../../math/mt19937.js';
import type { Article } from '../outfit/outfit-sample.js';
import { imputeUnknown } from './impute-unknown.js';
import type { BothSides } from './joint-sample.js';

/** An outfit's articles by slot; null: nothing is worn there. A slot that is not in it is not known. */
export type EmbeddedOutfit = ReadonlyMap<string, Pick<Article, 'id' | 'embedding'> | null>;

export interface OutfitEmbeddingOptions {
  /** All slots, in their order. */
  readonly slots: readonly string[];
  /**
   * Numbers that an article's embedding is reduced to, by a random projection. A covariance of six slots of 2,048 features would
   * not fit anywhere, and distances among articles survive. Embeddings that are no wider stay as they are. Default 32.
   */
  readonly width?: number | undefined;
  /** Of the projection, 0 to 2^32 - 1; part of the score's definition. Default 0. */
  readonly seed?: number | undefined;
}

/**
 * Outfits as vectors: of each slot the article's embedding, 0 if it is empty, then 1 or 0 for worn, 1 or 0 for known. A slot that is not
 * known has the mean of the real images' outfits, and its flag says that.
 * @throws InputError if embeddings are of several widths, or there is none
 * @source W. Johnson, J. Lindenstrauss (1984), for the projection
 */
export function outfitEmbedding(
  { real, generated }: BothSides<readonly EmbeddedOutfit[]>,
  { slots, width = 32, seed = 0 }: OutfitEmbeddingOptions,
): BothSides<FeatureMatrix> {
  const from = embeddingWidth([...real, ...generated]);
  const project = projection(from, width, seed);
  const reduced = new Map<string, readonly number[]>();
  const empty = project(new Float32Array(from));
  const numbersOf = (article: Pick<Article, 'id' | 'embedding'>): readonly number[] => {
    const known = reduced.get(article.id) ?? project(article.embedding);
    reduced.set(article.id, known);
    return known;
  };
  const unknown = empty.map(() => NaN);
  const rowOf = (outfit: EmbeddedOutfit): number[] =>
    slots.flatMap((slot) => {
      const article = outfit.get(slot);
      if (article === undefined) return [...unknown, NaN, 0];
      return article === null ? [...empty, 0, 1] : [...numbersOf(article), 1, 1];
    });
  return imputeUnknown(
    { real: real.map(rowOf), generated: generated.map(rowOf) },
    slots.length * (empty.length + 2),
  );
}

function embeddingWidth(outfits: readonly EmbeddedOutfit[]): number {
  const widths = new Set(
    outfits.flatMap((outfit) => [...outfit.values()].map((article) => article?.embedding.length)),
  );
  widths.delete(undefined);
  const [width, another] = widths;
  if (width !== undefined && another === undefined) return width;
  throw new InputError(
    width === undefined
      ? 'No outfit has an article; expected the articles that images were asked for.'
      : `Articles have embeddings of ${width} and of ${another!} numbers; expected one width. Describe all with one network.`,
  );
}

/** Products with `width` seeded normal vectors, scaled so that squared lengths are kept on average. */
function projection(from: number, width: number, seed: number): (embedding: Float32Array) => number[] {
  if (from <= width) return (embedding) => [...embedding];
  const directions = new Mt19937(seed).normals(width * from);
  return (embedding) =>
    Array.from({ length: width }, (_, k) => {
      const direction = directions.subarray(k * from, (k + 1) * from);
      return embedding.reduce((sum, value, i) => sum + value * direction[i]!, 0) / Math.sqrt(width);
    });
}
