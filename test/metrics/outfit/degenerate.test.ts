import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { notScored } from '../../../src/metrics/control/not-scored.js';
import { articleSimilarity } from '../../../src/metrics/outfit/article-similarity.js';
import { falseGarments } from '../../../src/metrics/outfit/false-garments.js';
import type {
  Appearance,
  Article,
  OutfitPair,
  OutfitSample,
} from '../../../src/metrics/outfit/outfit-sample.js';
import { paletteDistance } from '../../../src/metrics/outfit/palette-distance.js';
import { patchDistance } from '../../../src/metrics/outfit/patch-distance.js';
import { presencePrecision } from '../../../src/metrics/outfit/presence-precision.js';
import { presenceRecall } from '../../../src/metrics/outfit/presence-recall.js';
import { outfitScores } from '../../../src/metrics/outfit/registry.js';
import { retrieval } from '../../../src/metrics/outfit/retrieval.js';
import { unseenSlots } from '../../../src/metrics/outfit/unseen-slots.js';
import { scoreOf, someArticle, someSample } from './outfit-cases.js';

const random = new Mt19937(1);
const articles = Array.from({ length: 4 }, (_, i) => someArticle(random, `article-${i}`));
const nothing = { reason: 'nobody is found' };

/** A slot of an image that shows what was asked for, unless it is said otherwise. */
function pair(changes: Partial<OutfitPair> & { readonly id: string }): OutfitPair {
  const asked = changes.asked === undefined ? articles[0]! : changes.asked;
  return {
    slot: 'top',
    condition: changes.id,
    asked,
    own: asked?.id ?? null,
    seen: asked ?? nothing,
    worn: asked ? 1 : 0,
    ...changes,
  };
}

function sampleOf(pairs: readonly OutfitPair[], gallery = articles): OutfitSample {
  return { seenBy: 'describer', pairs, galleries: new Map([['top', gallery]]) };
}

const uncentred = { centre: false };

describe('retrieval', () => {
  it('shares the ranks among articles that are as near', () => {
    const copies = [1, 2].map((copy) => ({ ...articles[0]!, id: `copy-${copy}` }));
    const sample = sampleOf([pair({ id: 'a' })], [...articles, ...copies]);
    expect(scoreOf(retrieval(1), sample, uncentred)).toBeCloseTo(1 / 3, 12);
    expect(scoreOf(retrieval(2), sample, uncentred)).toBeCloseTo(2 / 3, 12);
    expect(scoreOf(retrieval(5), sample, uncentred)).toBe(1);
  });

  it('gets chance where all images show the same', () => {
    const pairs = Array.from({ length: 12 }, (_, i) =>
      pair({ id: `${i}`, asked: articles[i % 4]!, seen: articles[0]! }),
    );
    expect(scoreOf(retrieval(1), sampleOf(pairs))).toBeCloseTo(1 / 4, 12);
    expect(scoreOf(retrieval(1), sampleOf(pairs), uncentred)).toBe(1 / 4);
  });

  it('sees through a shift that all worn articles share, by taking means off', () => {
    const shift = someArticle(random, 'shift').embedding;
    const pairs = Array.from({ length: 40 }, (_, i) => {
      const asked = articles[i % 4]!;
      const moved = asked.embedding.map((value, k) => 0.3 * value + 3 * shift[k]!);
      const length = Math.hypot(...moved);
      return pair({ id: `${i}`, asked, seen: { ...asked, embedding: moved.map((value) => value / length) } });
    });
    expect(scoreOf(retrieval(1), sampleOf(pairs))).toBe(1);
    expect(scoreOf(retrieval(1), sampleOf(pairs), uncentred)).toBeLessThan(0.6);
  });

  it('takes what is not seen for not retrieved', () => {
    const sample = sampleOf([pair({ id: 'a' }), pair({ id: 'b', seen: nothing })]);
    expect(scoreOf(retrieval(1), sample, uncentred)).toBe(0.5);
    expect(scoreOf(retrieval(1), sampleOf([pair({ id: 'b', seen: nothing })]))).toBe(0);
  });

  it('says how large the galleries are, and what chance gets', () => {
    const bag = { slot: 'bag', asked: articles[0]!, own: articles[0]!.id };
    const sample = {
      ...sampleOf([pair({ id: 'a' }), pair({ id: 'b' }), pair({ id: 'a', ...bag })]),
      galleries: new Map([
        ['top', articles],
        ['bag', articles.slice(0, 2)],
        ['hat', articles.slice(0, 3)],
      ]),
    };
    expect(retrieval(1).measure(sample, uncentred).details).toEqual({
      galleryMin: 2,
      galleryMean: 3,
      galleryMax: 4,
      chance: (1 / 4 + 1 / 4 + 1 / 2) / 3,
    });
  });

  it('does not score a slot whose gallery is too small', () => {
    const reason = 'there are 4 article(s) for the slot; to find one among the 5 nearest takes 6';
    const measured = retrieval(5).measure(sampleOf([pair({ id: 'a' })]), uncentred);
    expect(measured.leftOut).toEqual([{ part: 'top', reason }]);
    expect(measured.images).toEqual([]);
    expect(measured.details).toEqual({});
    expect(measured.score(new Float64Array(0))).toBeUndefined();
  });

  it('does not take off a mean of a few conditions', () => {
    const pairs = Array.from({ length: 30 }, (_, i) => pair({ id: `${i}`, condition: `${i % 9}` }));
    const measured = retrieval(1).measure(sampleOf(pairs), {});
    expect(measured.leftOut[0]!.reason).toMatch(/for 9 condition\(s\); the mean to take off needs 10/);
    expect(measured.score(new Float64Array(30).fill(1))).toBeUndefined();
  });
});

describe('presence', () => {
  const pairs = [
    pair({ id: 'a', worn: 0.9 }),
    pair({ id: 'b', worn: 0.5 }),
    pair({ id: 'c', worn: 0.2 }),
    pair({ id: 'd', asked: null, worn: 0.7 }),
    pair({ id: 'e', asked: null, worn: 0.1 }),
    pair({ id: 'f', asked: null, worn: nothing }),
  ];

  it('is counted from the threshold on', () => {
    const sample = sampleOf(pairs);
    expect(scoreOf(presenceRecall, sample)).toBe(2 / 3);
    expect(scoreOf(presencePrecision, sample)).toBe(2 / 3);
    expect(scoreOf(falseGarments, sample)).toBe(1 / 2);
    expect(scoreOf(presenceRecall, sample, { threshold: 0.6 })).toBe(1 / 3);
    expect(scoreOf(falseGarments, sample, { threshold: 0.05 })).toBe(1);
  });

  it.each([
    ['fills', pairs.filter(({ asked }) => asked), [presencePrecision, falseGarments]],
    ['leaves empty', pairs.filter(({ asked }) => !asked), [presencePrecision, presenceRecall]],
  ] as const)('is not scored of a slot that every condition %s', (_, some, scores) => {
    for (const score of scores) {
      const measured = score.measure(sampleOf(some), {});
      expect(measured.leftOut.map(({ part }) => part)).toEqual(['top']);
      expect(measured.parts).toEqual([]);
      expect(measured.curve()).toEqual([]);
      expect(measured.score(new Float64Array(some.length).fill(1))).toBeUndefined();
    }
  });

  it('knows that other conditions ask for an article, or for none, where all exchanged ones do not', () => {
    const exchanged = [pair({ id: 'a', asked: null, own: 'article-0', worn: 1, targetCondition: 'd' })];
    expect(scoreOf(presencePrecision, sampleOf(exchanged))).toBe(0);
  });
});

it('does not compare an image with the article of its own condition where conditions are exchanged', () => {
  const same = pair({ id: 'a', targetCondition: 'b' });
  const other = pair({
    id: 'a',
    targetCondition: 'c',
    asked: articles[1]!,
    own: articles[0]!.id,
    seen: articles[0]!,
  });
  for (const score of [retrieval(1), articleSimilarity, paletteDistance, patchDistance]) {
    const options = score.id === 'retrieval-1' ? uncentred : {};
    const { images } = score.measure(sampleOf([same, other]), options);
    expect(images.map(({ value }) => typeof value)).toEqual(['object', 'number']);
    expect(images[0]!.value).toEqual({ reason: 'exchanged with a condition that asks for the same article' });
    expect(images[1]!.conditions).toEqual(['a', 'c']);
  }
});

it('says why patches are not compared', () => {
  const plain = { ...articles[0]!, patches: new Float32Array(), patchWidth: 0 };
  const reasons = (asked: Article, seen: Appearance) =>
    notScored(patchDistance.measure(sampleOf([pair({ id: 'a', asked, seen })]), {}));
  expect(reasons(articles[0]!, plain)).toEqual([{ reason: 'what is seen has no patches', count: 1 }]);
  expect(reasons(plain, articles[0]!)).toEqual([
    { reason: 'the article asked for has no patches', count: 1 },
  ]);
});

it('counts articles that are not seen', () => {
  const sample = sampleOf([
    pair({ id: 'a' }),
    pair({ id: 'b', seen: nothing }),
    pair({ id: 'c', asked: null }),
  ]);
  expect(scoreOf(unseenSlots, sample)).toBe(1 / 2);
});

describe('a sample that is not what it should be is refused', () => {
  const good = someSample(new Mt19937(2), { conditions: 3 });
  const first = good.pairs[0]!;
  const withFirst = (changes: Partial<OutfitPair>): OutfitSample => ({
    ...good,
    pairs: [{ ...first, ...changes }, ...good.pairs.slice(1)],
  });
  const seenAs = (changes: Partial<Appearance>) =>
    withFirst({ seen: { ...(first.seen as Appearance), ...changes } });
  const top = good.galleries.get('top')!;

  it.each([
    ['no pairs', { ...good, pairs: [] }, 'There are no slots'],
    ['a pair twice', { ...good, pairs: [...good.pairs, first] }, 'comes twice with slot top'],
    [
      'an article twice',
      { ...good, galleries: new Map([...good.galleries, ['top', [...top, top[0]!]]]) },
      'comes twice in the gallery',
    ],
    [
      'an article that is in no gallery',
      { ...good, galleries: new Map() },
      'is not in the gallery of slot top',
    ],
    ['another article of its own', withFirst({ own: 'other' }), 'its own condition is said to ask for other'],
    ['a certainty above 1', withFirst({ worn: 1.5 }), 'is 1.5; expected 0 to 1'],
    ['a certainty that is no number', withFirst({ worn: Number.NaN }), 'is NaN; expected 0 to 1'],
  ])('%s', (_, sample, message) => {
    for (const score of outfitScores) {
      expect(() => score.measure(sample, {})).toThrow(InputError);
      expect(() => score.measure(sample, {})).toThrow(message);
    }
  });

  const wide = Float32Array.from({ length: 30 }, (_, k) => Number(k === 0));
  it.each([
    [
      'an embedding twice as long',
      articleSimilarity,
      seenAs({ embedding: new Float32Array(24).fill(0.5) }),
      'is of length',
    ],
    [
      'an embedding that is no number',
      retrieval(1),
      seenAs({ embedding: new Float32Array(24).fill(NaN) }),
      'is of length NaN',
    ],
    [
      'an embedding of another width',
      articleSimilarity,
      seenAs({ embedding: wide }),
      'is 30 wide, others are 24',
    ],
    ['no colours', paletteDistance, seenAs({ palette: [] }), 'its 0 colours add up to 0'],
    [
      'a share below 0',
      paletteDistance,
      seenAs({ palette: [1.5, -0.5].map((share) => ({ lab: [0, 0, 0], share })) }),
      'expected shares >= 0',
    ],
    [
      'a colour that is no number',
      paletteDistance,
      seenAs({ palette: [{ lab: [NaN, 0, 0], share: 1 }] }),
      'a colour is (NaN, 0, 0)',
    ],
    ['half a patch', patchDistance, seenAs({ patches: wide, patchWidth: 8 }), 'a whole number of patches'],
    [
      'patches of another width',
      patchDistance,
      seenAs({ patches: wide, patchWidth: 30 }),
      'is 30 wide, others are 8',
    ],
    [
      'a patch of no length',
      patchDistance,
      seenAs({ patches: new Float32Array(8) }),
      'patch 0 is of length 0',
    ],
  ])('%s', (_, score, sample, message) => {
    expect(() => score.measure(sample, {})).toThrow(InputError);
    expect(() => score.measure(sample, {})).toThrow(message);
  });
});
