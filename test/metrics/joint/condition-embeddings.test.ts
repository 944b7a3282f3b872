import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import type { FeatureMatrix } from '../../../src/math/feature-matrix.js';
import { outfitEmbedding, type EmbeddedOutfit } from '../../../src/metrics/joint/outfit-embedding.js';
import { poseEmbedding, type PlacedPose } from '../../../src/metrics/joint/pose-embedding.js';
import { normals } from '../samples.js';

const row = ({ columns, data }: FeatureMatrix, i: number) => [
  ...data.subarray(i * columns, (i + 1) * columns),
];

describe('poseEmbedding', () => {
  const picture = { widthPx: 100, heightPx: 200 };
  const pose = (x: number, y: number, visible = true): PlacedPose => ({
    picture,
    pose: Array.from({ length: 16 }, () => ({ x, y, visible })),
  });

  it('has the place in the picture, visible and labelled, joint by joint', () => {
    const { generated } = poseEmbedding({
      real: [pose(0, 0)],
      generated: [pose(25, 150), pose(50, 50, false)],
    });
    expect(generated).toMatchObject({ rows: 2, columns: 64 });
    expect(row(generated, 0)).toEqual(Array.from({ length: 16 }, () => [0.25, 0.75, 1, 1]).flat());
    expect(row(generated, 1).slice(0, 4)).toEqual([0.5, 0.25, 0, 1]);
  });

  it('is the same for a picture of another size', () => {
    const larger = { ...pose(50, 300), picture: { widthPx: 200, heightPx: 400 } };
    const { real, generated } = poseEmbedding({ real: [pose(25, 150)], generated: [larger] });
    expect(generated).toEqual(real);
  });

  it('puts what is not labelled where it is in real images on average, on both sides, and flags it', () => {
    const gap: PlacedPose = { picture, pose: [null, ...pose(10, 10).pose!.slice(1)] };
    const { real, generated } = poseEmbedding({
      real: [pose(20, 20), pose(40, 60), gap],
      generated: [gap, { picture, pose: null }],
    });
    const imputed = [0.3, 0.2, 0, 0].map(Math.fround);
    expect(row(real, 2).slice(0, 4)).toEqual(imputed);
    expect(row(generated, 0).slice(0, 4)).toEqual(imputed);
    expect(row(generated, 0).slice(6, 8)).toEqual([1, 1]);
    const flags = row(generated, 1).filter((_, i) => i % 4 > 1);
    expect(flags).toEqual(Array<number>(32).fill(0));
  });
});

describe('outfitEmbedding', () => {
  const article = (id: string, ...embedding: number[]) => ({ id, embedding: Float32Array.from(embedding) });
  const outfit = (entries: Readonly<Record<string, ReturnType<typeof article> | null>>): EmbeddedOutfit =>
    new Map(Object.entries(entries));
  const slots = ['top', 'bag'];

  it('has the article, worn and known, slot by slot; zeros for an empty one', () => {
    const { real } = outfitEmbedding(
      { real: [outfit({ bag: null, top: article('t', 0.6, 0.8) })], generated: [] },
      { slots },
    );
    expect(row(real, 0)).toEqual([...[0.6, 0.8, 1, 1], ...[0, 0, 0, 1]].map(Math.fround));
  });

  it('takes the real mean for a slot that is not known, and flags it', () => {
    const { generated } = outfitEmbedding(
      {
        real: [
          outfit({ top: article('t', 1, 0), bag: null }),
          outfit({ top: null, bag: article('b', 0, 1) }),
        ],
        generated: [outfit({ top: article('t', 1, 0) }), outfit({})],
      },
      { slots },
    );
    expect(row(generated, 0)).toEqual([1, 0, 1, 1, 0, 0.5, 0.5, 0]);
    expect(row(generated, 1)).toEqual([0.5, 0, 0.5, 0, 0, 0.5, 0.5, 0]);
  });

  it('projects wide embeddings so that distances are about kept, the same way for the same seed', () => {
    const width = 400;
    const vectors = normals(3, 30, width, 0, 1 / Math.sqrt(width));
    const outfits = Array.from({ length: 30 }, (_, i) =>
      outfit({ top: article(`t${i}`, ...row(vectors, i)), bag: null }),
    );
    const embed = (seed: number) =>
      outfitEmbedding({ real: outfits, generated: [] }, { slots, width: 64, seed }).real;
    const reduced = embed(0);
    expect(reduced.columns).toBe(2 * 66);
    const squared = (matrix: FeatureMatrix, i: number, j: number) =>
      row(matrix, i).reduce((sum, value, k) => sum + (value - row(matrix, j)[k]!) ** 2, 0);
    const ratios = outfits.slice(1).map((_, i) => squared(reduced, i + 1, 0) / squared(vectors, i + 1, 0));
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeCloseTo(1, 0);
    expect(Math.min(...ratios)).toBeGreaterThan(0.4);
    expect(Math.max(...ratios)).toBeLessThan(1.9);
    expect(embed(0)).toEqual(reduced);
    expect(embed(1)).not.toEqual(reduced);
  });

  it.each<[string, EmbeddedOutfit[], RegExp]>([
    ['no article at all', [outfit({ top: null })], /No outfit has an article/],
    [
      'embeddings of two widths',
      [outfit({ top: article('t', 1, 0), bag: article('b', 1) })],
      /embeddings of 2 and of 1 numbers/,
    ],
  ])('refuses %s', (_, real, message) => {
    const embedding = () => outfitEmbedding({ real, generated: [] }, { slots });
    expect(embedding).toThrow(InputError);
    expect(embedding).toThrow(message);
  });
});
