import { describe, expect, it } from 'vitest';
import type { ShardRecord } from '../../../src/config/shard-record.js';
import { IncompleteError, InputError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { requireWhole, type FoundShard } from '../../../src/suite/shards/require-whole.js';

const shard = (number: number, of = 16, common: ShardRecord['common'] = { set: 'A' }): FoundShard => ({
  location: `${number}.json`,
  record: {
    ...{ schema: 'gan-eval/shard/1', work: 'run', shard: { number, of }, common, images: 3 },
    createdAt: '2026-01-01T00:00:00.000Z',
  },
});
const all = Array.from({ length: 16 }, (_, i) => shard(i + 1));
const without = (...numbers: readonly number[]): FoundShard[] =>
  all.filter(({ record }) => !numbers.includes(record.shard.number));

describe('requireWhole', () => {
  it('puts shards in their order', () => {
    const shuffled = [...new Mt19937(1).permutation(16)].map((i) => all[i]!);
    expect(requireWhole(shuffled)).toEqual(all);
    expect(requireWhole(shuffled, { set: 'A' })).toEqual(all);
  });

  it.each([
    ['one lost shard', without(7), /^Missing: shard 7 of 16\. Make it .*--shard 7\/16;/],
    ['lost shards', without(3, 7), /^Missing: shards 3, 7 of 16\. Make them .*--shard 3\/16, --shard 7\/16;/],
    ['many lost shards', [all[15]!], /shards 1, 2, 3, .*, 15 of 16.*--shard 3\/16, \.\.\.;/],
    ['no shards', [], /^No shards were found/],
  ])('names %s, which may still come', (_, found, message) => {
    expect(() => requireWhole(found)).toThrow(IncompleteError);
    expect(() => requireWhole(found)).toThrow(message);
  });

  it.each([
    [
      'a repeated shard',
      [...all, { ...all[4]!, location: 'again.json' }],
      /^Shard 5 of 16 is there twice: 5\.json and again\.json/,
    ],
    [
      'a shard of another set',
      [...without(2), shard(2, 16, { set: 'B' })],
      /^2\.json: .*as the others: set B, expected A\..*--shard 2\/16/,
    ],
    ['a shard of another split', [...without(2), shard(2, 8)], /^2\.json: .*shards 8, expected 16/],
    ['a shard that says less', [...without(2), shard(2, 16, {})], /^2\.json: .*set not said, expected A/],
  ])('names %s', (_, found, message) => {
    expect(() => requireWhole(found)).toThrow(InputError);
    expect(() => requireWhole(found)).toThrow(message);
  });

  it('finds all of them foreign where it is known what is merged', () => {
    expect(() => requireWhole(all, { set: 'B' })).toThrow(
      /^1\.json: is no shard of the same whole: set A, expected B/,
    );
  });
});
