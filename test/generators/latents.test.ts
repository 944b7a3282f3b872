import { describe, expect, it } from 'vitest';
import golden from '../../fixtures/golden/generators/latents.json' with { type: 'json' };
import { drawLatent, truncateNormals } from '../../src/generators/latents.js';

describe('drawLatent', () => {
  it.each(golden.latents)("draws numpy's numbers for seed $seed", ({ seed, normal, uniform }) => {
    expectClose(drawLatent(seed, normal.length, 'normal'), normal, 1e-15);
    expect([...drawLatent(seed, uniform.length, 'uniform')]).toEqual(uniform);
  });

  it('gives a shorter latent the beginning of a longer one', () => {
    expect([...drawLatent(3, 5, 'normal')]).toEqual([...drawLatent(3, 512, 'normal').slice(0, 5)]);
  });
});

describe('truncateNormals', () => {
  const cases = golden.latents.flatMap(({ seed, normal, truncated }) =>
    Object.entries(truncated).map(([bound, values]) => ({ seed, normal, bound: Number(bound), values })),
  );

  it.each(cases)('cuts seed $seed off at $bound as scipy does', ({ normal, bound, values }) => {
    const cut = truncateNormals(Float64Array.from(normal), bound);
    expectClose(cut, values, 1e-9);
    expect(cut.every((value) => Math.abs(value) <= bound)).toBe(true);
  });

  it('keeps signs and order, and extremes within the bound', () => {
    const cut = truncateNormals(Float64Array.of(-40, -1, -0.5, 0, 0.5, 1, 40), 1);
    expect([...cut]).toEqual([...cut].sort((a, b) => a - b));
    expect(cut[0]).toBe(-1);
    expect(cut[3]).toBe(0);
    expect(cut[1]).toBe(-cut[5]!);
  });
});

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(value), 0.01));
  });
}
