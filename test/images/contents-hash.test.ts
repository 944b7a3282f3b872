import { describe, expect, it } from 'vitest';
import { contentsHash } from '../../src/images/contents-hash.js';

describe('contentsHash', () => {
  it('tells sets apart by what is in them, in whichever order', () => {
    expect(contentsHash(['a', 'b'])).toBe(contentsHash(['b', 'a']));
    const sets = [[], ['a'], ['a', 'a'], ['a', 'b'], ['ab']];
    expect(new Set(sets.map(contentsHash)).size).toBe(sets.length);
  });
});
