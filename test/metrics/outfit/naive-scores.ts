import { ciede2000 } from '../../../src/math/ciede2000.js';
import { isScored } from '../../../src/metrics/control/is-scored.js';
import type { Appearance, OutfitPair, OutfitSample } from '../../../src/metrics/outfit/outfit-sample.js';

/** The scores read off their definitions, one slot after the other; of slots, `top` is the one that all conditions fill. */
export const naiveScores: Record<string, (sample: OutfitSample) => number> = {
  'retrieval-1': (sample) => naiveRetrieval(sample, 1),
  'retrieval-5': (sample) => naiveRetrieval(sample, 5),
  'article-similarity': ({ pairs }) =>
    ofBoth(pairs, (seen, asked) => cosine(seen.embedding, asked.embedding)),
  'palette-distance': ({ pairs }) => ofBoth(pairs, naiveEarth),
  'patch-distance': ({ pairs }) =>
    ofBoth(pairs, (seen, asked) => (towards(seen, asked) + towards(asked, seen)) / 2),
  'presence-precision': ({ pairs }) => {
    const known = pairs.filter(({ slot, worn }) => slot !== 'top' && typeof worn === 'number' && worn >= 0.5);
    return known.filter(({ asked }) => asked).length / known.length;
  },
  'presence-recall': ({ pairs }) => {
    const known = pairs.filter(({ asked, worn }) => asked && typeof worn === 'number');
    return known.filter(({ worn }) => Number(worn) >= 0.5).length / known.length;
  },
  'false-garments': ({ pairs }) => {
    const known = pairs.filter(({ asked, worn }) => !asked && typeof worn === 'number');
    return known.filter(({ worn }) => Number(worn) >= 0.5).length / known.length;
  },
  'unseen-slots': ({ pairs }) => {
    const wanted = pairs.filter(({ asked }) => asked);
    return wanted.filter(({ seen }) => 'reason' in seen).length / wanted.length;
  },
};

function ofBoth(
  pairs: readonly OutfitPair[],
  compare: (seen: Appearance, asked: Appearance) => number,
): number {
  return mean(
    pairs.flatMap((pair) =>
      pair.asked && differs(pair) && isScored(pair.seen) ? [compare(pair.seen, pair.asked)] : [],
    ),
  );
}

/** Whether conditions that were exchanged ask for different articles. */
function differs({ asked, own, targetCondition }: OutfitPair): boolean {
  return targetCondition === undefined || asked?.id !== own;
}

/** Slots in which articles are seen for fewer than ten conditions are left out. */
function naiveRetrieval({ pairs, galleries }: OutfitSample, k: number): number {
  return mean(
    pairs.flatMap((pair) => {
      if (!pair.asked || !differs(pair)) return [];
      const { slot, seen, asked } = pair;
      const views = new Map<string, { condition: string; embedding: number[] }>();
      for (const other of pairs) {
        if (other.slot !== slot || other.own === null || !isScored(other.seen)) continue;
        views.set(other.id, { condition: other.condition, embedding: [...other.seen.embedding] });
      }
      if (new Set([...views.values()].map(({ condition }) => condition)).size < 10) return [];
      if (!isScored(seen)) return [0];
      const gallery = galleries.get(slot)!.map(({ id, embedding }) => ({ id, embedding: [...embedding] }));
      const shown = [...views.values()].map(({ embedding }) => embedding);
      const articles = gallery.map(({ embedding }) => embedding);
      const view = less([...seen.embedding], shown);
      const ranked = gallery
        .map(({ id, embedding }) => ({ id, similarity: cosine(view, less(embedding, articles)) }))
        .sort((a, b) => b.similarity - a.similarity);
      return [Number(ranked.findIndex(({ id }) => id === asked.id) < k)];
    }),
  );
}

function less(vector: readonly number[], all: readonly (readonly number[])[]): number[] {
  return vector.map((value, axis) => value - mean(all.map((other) => other[axis]!)));
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const product = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x, (value, axis) => value * y[axis]!).reduce((sum, value) => sum + value, 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

function towards(from: Appearance, to: Appearance): number {
  const patches = ({ patches: all, patchWidth }: Appearance) =>
    Array.from({ length: all.length / patchWidth }, (_, p) =>
      all.subarray(p * patchWidth, (p + 1) * patchWidth),
    );
  return mean(
    patches(from).map((patch) => Math.min(...patches(to).map((other) => 1 - cosine(patch, other)))),
  );
}

/** Of two palettes of three colours: the least cost over all corners of the flows that are possible. */
function naiveEarth({ palette: a }: Appearance, { palette: b }: Appearance): number {
  const costs = a.map((x) => b.map((y) => ciede2000(x.lab, y.lab)));
  let least = Infinity;
  // A corner fills cells one after the other, each as much as it can take: all orders of the nine cells reach all corners.
  const fill = (left: readonly number[], wanted: readonly number[], cost: number): void => {
    if (left.every((share) => share < 1e-12)) {
      least = Math.min(least, cost);
      return;
    }
    left.forEach((share, i) => {
      wanted.forEach((want, j) => {
        const moved = Math.min(share, want);
        if (moved < 1e-12) return;
        fill(
          left.map((other, at) => (at === i ? other - moved : other)),
          wanted.map((other, at) => (at === j ? other - moved : other)),
          cost + moved * costs[i]![j]!,
        );
      });
    });
  };
  const shares = (palette: Appearance['palette']) => palette.map(({ share }) => share);
  fill(shares(a), shares(b), 0);
  return least;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
