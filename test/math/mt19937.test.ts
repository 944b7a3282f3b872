import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import golden from '../../fixtures/golden/math/mt19937.json' with { type: 'json' };

describe('Mt19937', () => {
  it.each(golden.draws)('draws what RandomState($seed) of numpy draws, call by call', (expected) => {
    const generator = new Mt19937(expected.seed);
    expect([...generator.randoms(700).slice(-5)]).toEqual(expected.randomSample);
    expect([...generator.integers(0, 10, 5)]).toEqual(expected.randint);
    expect([...generator.integers(-3, 1000, 5)]).toEqual(expected.randintNegative);
    expect([...generator.integers(0, 2 ** 32, 3)]).toEqual(expected.randintWide);
    expect([...generator.integers(7, 8, 2)]).toEqual(expected.randintSingle);
    expect([...generator.permutation(13)]).toEqual(expected.permutation);
    const values = Array.from({ length: 9 }, (_, i) => 100 + i);
    generator.shuffle(values);
    expect(values).toEqual(expected.shuffled);
    expect([...generator.choiceWithoutReplacement(1000, 8)]).toEqual(expected.choice);
    expectClose(generator.normals(7), expected.standardNormal);
    expect(generator.random()).toBe(expected.uniformAfterOddNormal);
    expectClose([generator.normal()], [expected.normalAfterUniform]);
    expect([...generator.choiceWithoutReplacement(50_000, 5)]).toEqual(expected.choiceLate);
  });

  it('fills arrays with the numbers that single calls give', () => {
    const one = new Mt19937(5);
    const many = new Mt19937(5);
    one.uint32();
    many.uint32();
    const singles = Array.from({ length: 2000 }, () => one.random());
    expect([...many.randoms(2000)]).toEqual(singles);
    expect(many.uint32()).toBe(one.uint32());
  });

  it.each([-1, 2 ** 32, 0.5, Number.NaN])('refuses the seed %d', (seed) => {
    expect(() => new Mt19937(seed)).toThrow(RangeError);
  });

  it('refuses an empty range and a choice of more than there are', () => {
    const generator = new Mt19937(0);
    expect(() => generator.integer(3, 3)).toThrow(RangeError);
    expect(() => generator.choiceWithoutReplacement(3, 4)).toThrow(RangeError);
  });
});

/** Logarithms of different platforms differ in the last bit. */
function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(1e-15 * Math.abs(value));
  });
}
