import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatInterval,
  formatLimit,
  formatScore,
  formatShort,
} from '../../src/reports/format-score.js';

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
    [3.2e-13, '3.20 × 10\u207b¹³'],
    [-3.2e-13, '\u22123.20 × 10\u207b¹³'],
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

describe('formatInterval', () => {
  it.each([
    [60.1234, 70.2345, '60.1 to 70.2'],
    // Of a file that somebody has changed.
    [3, 2, '3.000 to 2.000'],
    [0.00123, 0.00456, '0.0012 to 0.0046'],
    [12.3, 12.7, '12.30 to 12.70'],
    [-0.5, 1234.5, '−1 to 1,235'],
    [3, 3, '3.000 to 3.000'],
    [-1e-6, 2e-6, '−1.00 × 10⁻⁶ to 2.00 × 10⁻⁶'],
  ])('%d to %d is "%s"', (low, high, text) => {
    expect(formatInterval(low, high)).toBe(text);
  });
});

describe('formatShort', () => {
  it.each([
    [0.142857, '0.14'],
    [1, '1'],
    [-0.5, '\u22120.5'],
    [23.267, '23'],
    [123.6, '124'],
    [0, '0'],
  ])('writes %d as %s', (value, text) => {
    expect(formatShort(value)).toBe(text);
  });
});

describe('formatLimit', () => {
  it.each([
    [0.8, '0.8'],
    [-0.0005, '\u22120.0005'],
    [18, '18'],
    [12000, '12,000'],
    [0.123456, '0.1235'],
    [1e-7, '1.00 × 10\u207b⁷'],
  ])('writes %d as %s', (limit, text) => {
    expect(formatLimit(limit)).toBe(text);
  });
});
