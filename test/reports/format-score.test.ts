import { describe, expect, it } from 'vitest';
import { formatCount, formatScore } from '../../src/reports/format-score.js';

describe('formatScore', () => {
  it.each([
    [65.4321, '65.43'],
    [2048, '2,048'],
    [123456.7, '123,457'],
    [0.123456, '0.1235'],
    [0.00067925, '0.0006793'],
    [-0.00067925, '\u22120.0006793'],
    [9.9999, '10.000'],
    [0, '0'],
    [-0, '0'],
    [3.2e-13, '3.20 × 10^\u221213'],
    [-3.2e-13, '\u22123.20 × 10^\u221213'],
  ])('writes %d as %s', (value, text) => {
    expect(formatScore(value)).toBe(text);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d', (value) => {
    expect(() => formatScore(value)).toThrow(RangeError);
  });
});

describe('formatCount', () => {
  it('groups thousands', () => {
    expect(formatCount(50_000)).toBe('50,000');
  });
});
