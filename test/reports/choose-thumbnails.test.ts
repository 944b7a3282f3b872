import { describe, expect, it } from 'vitest';
import { chooseThumbnails } from '../../src/reports/choose-thumbnails.js';

describe('chooseThumbnails', () => {
  it('chooses distinct images in the order of the set, the same for the same seed', () => {
    const chosen = chooseThumbnails(300, 24, 7);
    expect(new Set(chosen).size).toBe(24);
    expect(chosen).toEqual(chosen.toSorted((a, b) => a - b));
    expect(chosen.every((index) => index >= 0 && index < 300)).toBe(true);
    expect(chooseThumbnails(300, 24, 7)).toEqual(chosen);
    expect(chooseThumbnails(300, 24, 8)).not.toEqual(chosen);
  });

  it('takes all there are where there are no more than wanted', () => {
    expect(chooseThumbnails(3, 24, 7)).toEqual([0, 1, 2]);
    expect(chooseThumbnails(0, 24, 7)).toEqual([]);
  });
});
