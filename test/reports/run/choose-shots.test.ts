import { describe, expect, it } from 'vitest';
import type { ControlImage } from '../../../src/config/control-result.js';
import { atRandom, worstByControl, worstByQuality } from '../../../src/reports/run/choose-shots.js';
import {
  aComparison,
  aControl,
  aControlScore,
  anEstimate,
  aPoint,
  aScore,
} from '../../config/run-result-builder.js';

const image = (
  id: string,
  scores: Record<string, number>,
  slots: ControlImage['slots'] = {},
): ControlImage => ({
  ...{ id, condition: id, joints: null, scores, slots },
});

const point = (images: ControlImage[], direction: 'lower' | 'higher' = 'higher') =>
  aPoint('dressed', {
    control: aControl(
      [
        aControlScore('pck', 'pose', anEstimate(0.5), { direction }),
        aControlScore('retrieval-1', 'outfit', anEstimate(0.5)),
      ],
      { images },
    ),
  });

describe('worstByControl', () => {
  const poses = [
    image('a', { pck: 0.5 }),
    image('b', { pck: 0.1 }),
    image('c', {}),
    image('d', { pck: 0.1 }),
  ];

  it('takes the worst, whichever way the score is better; equal ones in the order of the set', () => {
    const lowest = worstByControl([point(poses)], { about: 'pose', score: 'pck' }, 3);
    expect(lowest?.images.get('dressed')).toEqual(['b', 'd', 'a']);
    const highest = worstByControl([point(poses, 'lower')], { about: 'pose', score: 'pck' }, 2);
    expect(highest?.images.get('dressed')).toEqual(['a', 'b']);
  });

  it('says how many images have no value and are not ranked', () => {
    expect(worstByControl([point(poses)], { about: 'pose', score: 'pck' }, 2)?.rule).toContain(
      '1 image(s) have no value',
    );
    expect(
      worstByControl([point(poses.slice(0, 2))], { about: 'pose', score: 'pck' }, 2)?.rule,
    ).not.toContain('no value');
  });

  it('ranks outfits by the mean of the slots in which they count', () => {
    const outfits = [
      image('a', {}, { top: { 'retrieval-1': 1 }, shoes: { 'retrieval-1': 0 } }),
      image('b', {}, { top: { 'retrieval-1': 0 }, shoes: { presence: 1 } }),
      image('c', {}, { top: { 'retrieval-1': 1 } }),
    ];
    const choice = worstByControl([point(outfits)], { about: 'outfit', score: 'retrieval-1' }, 3);
    expect(choice?.images.get('dressed')).toEqual(['b', 'a', 'c']);
  });

  it('is not there if nothing was measured', () => {
    expect(
      worstByControl([aPoint('plain', { control: null })], { about: 'pose', score: 'pck' }, 3),
    ).toBeUndefined();
    expect(worstByControl([point([image('a', {})])], { about: 'pose', score: 'pck' }, 3)).toBeUndefined();
  });
});

describe('worstByQuality', () => {
  it('takes the images that a metric lists as farthest from all real ones, and says that it is a stand-in', () => {
    const outliers = ['x', 'y', 'z'].map((generated, i) => ({ generated, real: 'r', distance: 9 - i }));
    const quality = aComparison([aScore('kid', 1), aScore('authenticity', 0.9, { outliers })]);
    const choice = worstByQuality([aPoint('plain', { quality })], 2);
    expect(choice?.images.get('plain')).toEqual(['x', 'y']);
    expect(choice?.rule).toMatch(/farthest from every real image.*stand-in/);
    expect(worstByQuality([aPoint('plain')], 2)).toBeUndefined();
  });
});

describe('atRandom', () => {
  it('is the same for the same seed, keeps the order of the set, and says the seed', () => {
    const ids = Array.from({ length: 50 }, (_, i) => `${i}`.padStart(2, '0'));
    const choose = (seed: number) => atRandom(new Map([['plain', ids]]), 8, seed).images.get('plain')!;
    expect(choose(3)).toEqual(choose(3));
    expect(choose(3)).not.toEqual(choose(4));
    expect(choose(3)).toEqual(choose(3).toSorted());
    expect(new Set(choose(3)).size).toBe(8);
    expect(atRandom(new Map(), 8, 3).rule).toContain('seed 3');
  });
});
