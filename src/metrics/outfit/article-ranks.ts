import { multiplyAdd } from '../../math/multiply-add.js';
import type { Article, Appearance } from './outfit-sample.js';

/** How many articles of a gallery are nearer to what is seen than one of them, and how many as near, itself included. */
export interface Rank {
  readonly nearer: number;
  readonly asNear: number;
}

/** Rows of what is seen that are compared with the gallery at once: bounds the memory. */
const BLOCK = 256;
/** Cosines closer than this are the same: the order of summation tells them apart, not the articles. */
const SAME = 1e-12;
/** Directions of vectors shorter than this are rounding. */
const SHORTEST = 1e-6;

/** Means that are taken off before vectors are compared; undefined: none. */
export interface Centres {
  readonly seen: Float64Array | undefined;
  readonly gallery: Float64Array | undefined;
}

/** How articles rank for what is seen. */
export interface RankedRow {
  /** Place of what is seen among those given. */
  readonly row: number;
  /** @param article - its place in the gallery */
  readonly rankOf: (article: number) => Rank;
}

/**
 * Ranks articles of a gallery by the cosine to what is seen. To a vector that its centre leaves nothing of, all are as near.
 * @param gallery - at least one
 */
export function* articleRanks(
  seen: readonly Appearance[],
  gallery: readonly Article[],
  centres: Centres,
): Generator<RankedRow, void, undefined> {
  const width = gallery[0]!.embedding.length;
  const articles = directions(gallery, centres.gallery);
  for (let start = 0; start < seen.length; start += BLOCK) {
    const rows = seen.slice(start, start + BLOCK);
    const cosines = new Float64Array(rows.length * gallery.length);
    multiplyAdd(
      { rows: rows.length, columns: gallery.length, depth: width },
      1,
      { data: directions(rows, centres.seen), start: 0, rowStride: width, columnStride: 1 },
      { data: articles, start: 0, rowStride: 1, columnStride: width },
      { data: cosines, start: 0, rowStride: gallery.length },
    );
    for (let i = 0; i < rows.length; i++) {
      const own = cosines.subarray(i * gallery.length, (i + 1) * gallery.length);
      yield { row: start + i, rankOf: (article) => rankAmong(own, own[article]!) };
    }
  }
}

function rankAmong(cosines: Float64Array, own: number): Rank {
  let nearer = 0;
  let asNear = 0;
  for (let j = 0; j < cosines.length; j++) {
    if (cosines[j]! > own + SAME) nearer++;
    else if (cosines[j]! >= own - SAME) asNear++;
  }
  return { nearer, asNear };
}

/** Mean of embeddings. @param appearances - at least one */
export function meanEmbedding(appearances: readonly Appearance[]): Float64Array {
  const mean = new Float64Array(appearances[0]!.embedding.length);
  for (const { embedding } of appearances) {
    for (let k = 0; k < mean.length; k++) mean[k]! += embedding[k]!;
  }
  return mean.map((sum) => sum / appearances.length);
}

/** Embeddings less their centre, of unit length, row-major; 0 where nothing is left. */
function directions(appearances: readonly Appearance[], centre: Float64Array | undefined): Float64Array {
  const width = appearances[0]!.embedding.length;
  const out = new Float64Array(appearances.length * width);
  appearances.forEach(({ embedding }, i) => {
    const row = out.subarray(i * width, (i + 1) * width);
    row.set(embedding);
    if (centre) for (let k = 0; k < width; k++) row[k]! -= centre[k]!;
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    for (let k = 0; k < width; k++) row[k] = length > SHORTEST ? row[k]! / length : 0;
  });
  return out;
}
