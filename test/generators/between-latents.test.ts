import { describe, expect, it } from 'vitest';
import { spherical, straight } from '../../src/generators/between-latents.js';
import { Mt19937 } from '../../src/math/mt19937.js';

const vector = (seed: number): Float64Array => new Mt19937(seed).normals(16);
const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const length = (a: Float64Array): number => Math.sqrt(dot(a, a));
const angle = (a: Float64Array, b: Float64Array): number => Math.acos(dot(a, b) / (length(a) * length(b)));
const [a, b] = [vector(1), vector(2)];

const expectClose = (values: Float64Array, wanted: ArrayLike<number>): void => {
  values.forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i]!, 10);
  });
};

describe.each([
  ['straight', straight],
  ['spherical', spherical],
])('%s', (_, between) => {
  it('begins and ends where it should', () => {
    expectClose(between(a, b, 0), a);
    expectClose(between(a, b, 1), b);
  });

  it('is the straight line between vectors of one direction', () => {
    const twice = a.map((value) => 2 * value);
    expectClose(
      between(a, twice, 0.25),
      a.map((value) => 1.25 * value),
    );
  });
});

it('goes evenly over angle and length on the great circle', () => {
  for (const share of [0.1, 0.5, 0.8]) {
    const point = spherical(a, b, share);
    expect(angle(a, point)).toBeCloseTo(share * angle(a, b), 10);
    expect(angle(point, b)).toBeCloseTo((1 - share) * angle(a, b), 10);
    expect(length(point)).toBeCloseTo(length(a) + share * (length(b) - length(a)), 10);
  }
});

it('keeps the length that normal latents have, which a straight line does not', () => {
  const usual = (length(a) + length(b)) / 2;
  expect(length(spherical(a, b, 0.5))).toBeCloseTo(usual, 10);
  expect(length(straight(a, b, 0.5))).toBeLessThan(0.9 * usual);
});
