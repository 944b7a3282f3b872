import { describe, expect, it } from 'vitest';
import { shardFile } from '../../../src/suite/shards/shard-name.js';
import { partOf, shardPart } from '../../../src/suite/shards/shard-part.js';

describe('shardPart', () => {
  it('gives every place to one shard, in order, and to all as many, or one more', () => {
    for (const total of [0, 1, 2, 15, 16, 17, 1000, 10_000_019]) {
      for (const of of [1, 2, 3, 16, 97]) {
        const parts = Array.from({ length: of }, (_, i) => shardPart({ number: i + 1, of }, total));
        expect(parts[0]!.from).toBe(0);
        expect(parts.at(-1)!.to).toBe(total);
        parts.slice(1).forEach(({ from }, i) => {
          expect(from).toBe(parts[i]!.to);
        });
        const sizes = parts.map(({ from, to }) => to - from);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('divides a list', () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    expect([1, 2, 3].map((number) => partOf({ number, of: 3 }, all))).toEqual([
      ['a'],
      ['b', 'c'],
      ['d', 'e'],
    ]);
  });
});

describe('shardFile', () => {
  it.each([
    ['real.npz', 'real.03-of-16.npz'],
    ['a.b/real', 'a.b/real.03-of-16'],
    ['a/real.v2.npz', 'a/real.v2.03-of-16.npz'],
  ])('puts the shard of %s into its name', (path, expected) => {
    expect(shardFile(path, { number: 3, of: 16 })).toBe(expected);
  });
});
