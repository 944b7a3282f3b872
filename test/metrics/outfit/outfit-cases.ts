import type { Mt19937 } from '../../../src/math/mt19937.js';
import type { OutfitScore } from '../../../src/metrics/outfit/definition.js';
import type {
  Appearance,
  Article,
  OutfitPair,
  OutfitSample,
} from '../../../src/metrics/outfit/outfit-sample.js';

const WIDTH = 24;
const PATCH_WIDTH = 8;
const PATCHES = 5;

/** Slots, how many articles there are for each, and how often conditions ask for one. */
export const wardrobe = [
  { slot: 'top', articles: 20, asked: 1 },
  { slot: 'bag', articles: 16, asked: 0.5 },
  { slot: 'headwear', articles: 15, asked: 0.3 },
] as const;

/** By slot, the article; null: none. */
export type Outfit = ReadonlyMap<string, Article | null>;

/** Scaled to unit length. */
export function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

function normals(random: Mt19937, count: number): number[] {
  return [...random.normals(count)];
}

/** An appearance like no other. */
export function someAppearance(random: Mt19937): Appearance {
  const shares = [0.5 + 0.2 * random.random(), 0.25];
  return {
    embedding: unit(normals(random, WIDTH)),
    palette: [...shares, 1 - shares[0]! - shares[1]!].map((share) => ({
      lab: [100 * random.random(), 100 * random.random() - 50, 100 * random.random() - 50],
      share,
    })),
    patches: Float32Array.from(
      Array.from({ length: PATCHES }, () => [...unit(normals(random, PATCH_WIDTH))]).flat(),
    ),
    patchWidth: PATCH_WIDTH,
  };
}

export function someArticle(random: Mt19937, id: string): Article {
  return { id, ...someAppearance(random) };
}

/** What is seen of something worn: each number off by a normal error, colours by twenty times as much. */
export function wornLike(
  { embedding, palette, patches, patchWidth }: Appearance,
  random: Mt19937,
  error: number,
): Appearance {
  const off = (values: Float32Array) => unit(Array.from(values, (value) => value + error * random.normal()));
  return {
    embedding: off(embedding),
    palette: palette.map(({ lab, share }) => ({
      lab: [
        lab[0] + 20 * error * random.normal(),
        lab[1] + 20 * error * random.normal(),
        lab[2] + 20 * error * random.normal(),
      ],
      share,
    })),
    patches: Float32Array.from(
      Array.from({ length: patches.length / patchWidth }, (_, p) => [
        ...off(patches.subarray(p * patchWidth, (p + 1) * patchWidth)),
      ]).flat(),
    ),
    patchWidth,
  };
}

/** A gallery a slot. */
export function someGalleries(random: Mt19937): ReadonlyMap<string, readonly Article[]> {
  return new Map(
    wardrobe.map(({ slot, articles }) => [
      slot,
      Array.from({ length: articles }, (_, i) => someArticle(random, `${slot}-${i}`)),
    ]),
  );
}

/** An outfit as conditions ask for it, and as images show it that know of none. */
export function someOutfit(random: Mt19937, galleries: ReadonlyMap<string, readonly Article[]>): Outfit {
  return new Map(
    wardrobe.map(({ slot, asked }) => {
      const gallery = galleries.get(slot)!;
      const article = gallery[random.integer(0, gallery.length)]!;
      return [slot, random.random() < asked ? article : null];
    }),
  );
}

export interface SampleOptions {
  readonly conditions?: number;
  readonly seeds?: number;
  /** How likely a slot of an image shows what was asked for, by slot or for all; else it shows what any condition asks for. */
  readonly obeys?: number | Readonly<Record<string, number>>;
  readonly error?: number;
  /** Share of slots that are not found. */
  readonly missing?: number;
}

/** Images of several seeds for each of some conditions. */
export function someSample(
  random: Mt19937,
  { conditions = 30, seeds = 2, obeys = 1, error = 0.05, missing = 0 }: SampleOptions = {},
): OutfitSample {
  const galleries = someGalleries(random);
  const pairs = Array.from({ length: conditions }, (_, c) => {
    const outfit = someOutfit(random, galleries);
    return Array.from({ length: seeds }, (_, s) => {
      const other = someOutfit(random, galleries);
      return wardrobe.map(({ slot }): OutfitPair => {
        const asked = outfit.get(slot) ?? null;
        const share = typeof obeys === 'number' ? obeys : obeys[slot]!;
        const shown = random.random() < share ? asked : (other.get(slot) ?? null);
        const place = { id: `c${c}-s${s}.png`, slot, condition: `c${c}`, asked, own: asked?.id ?? null };
        if (random.random() < missing) {
          const reason = { reason: `no ${slot} is found` };
          return { ...place, seen: reason, worn: reason };
        }
        return {
          ...place,
          seen: shown ? wornLike(shown, random, error) : someAppearance(random),
          worn: shown ? 0.6 + 0.4 * random.random() : 0.4 * random.random(),
        };
      });
    });
  });
  return { seenBy: 'describer', pairs: pairs.flat(2), galleries };
}

/** The sample with the first images, by number of condition, showing what the next condition asks for. */
export function corrupted(sample: OutfitSample, share: number): OutfitSample {
  const conditions = [...new Set(sample.pairs.map(({ condition }) => condition))];
  const wrong = new Map(
    conditions
      .slice(0, Math.round(share * conditions.length))
      .map((condition, i) => [condition, conditions[(i + 1) % conditions.length]!]),
  );
  const shown = new Map(
    sample.pairs.map((pair) => [JSON.stringify([pair.condition, pair.slot]), pair] as const),
  );
  return {
    ...sample,
    pairs: sample.pairs.map((pair) => {
      const other = wrong.get(pair.condition);
      const { seen, worn } = shown.get(JSON.stringify([other ?? pair.condition, pair.slot]))!;
      return { ...pair, seen, worn };
    }),
  };
}

/** Everything once. */
export function once(count: number): Float64Array {
  return new Float64Array(count).fill(1);
}

/** The score of all slots. @throws Error if it is not defined */
export function scoreOf(score: OutfitScore, sample: OutfitSample, options = {}): number {
  const measured = score.measure(sample, options);
  const value = measured.score(once(measured.images.length));
  if (value === undefined) throw new Error(`${score.id} is not defined.`);
  return value;
}
