import { describe, expect, it } from 'vitest';
import { toFloat16 } from '../../src/engines/float16.js';
import { Mt19937 } from '../../src/math/mt19937.js';

/** What bits mean, by the definition of IEEE 754 binary16. */
function meaning(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  return sign * (exponent === 0 ? 2 ** -14 * fraction : 2 ** (exponent - 15) * (1 + fraction));
}

/** Finite, not negative, in order. */
const halves = Array.from({ length: 0x7c00 }, (_, bits) => meaning(bits));
const encode = (value: number): number => toFloat16(Float32Array.of(value))[0]!;

describe('toFloat16', () => {
  it('has every finite number as it is, of either sign', () => {
    const bits = halves.map((_, i) => i);
    expect([...toFloat16(Float32Array.from(halves))]).toEqual(bits);
    const negative = Float32Array.from(halves, (value) => -value);
    expect([...toFloat16(negative)]).toEqual(bits.map((i) => i | 0x8000));
  });

  it('gives halfway numbers to the even neighbour, and those beside them to the nearer', () => {
    const middles = Float32Array.from(halves.slice(1), (value, i) => (value + halves[i]!) / 2);
    const next = (step: number): Float32Array => {
      const bits = new Uint32Array(middles.buffer).map((middle) => middle + step);
      return new Float32Array(bits.buffer);
    };
    const lower = Array.from(middles, (_, i) => i);
    expect([...toFloat16(middles)]).toEqual(lower.map((i) => i + (i % 2)));
    expect([...toFloat16(next(-1))]).toEqual(lower);
    expect([...toFloat16(next(1))]).toEqual(lower.map((i) => i + 1));
  });

  it('gives numbers of any size to the nearest', () => {
    const random = new Mt19937(5);
    for (let k = 0; k < 2000; k++) {
      const value = Math.fround((random.random() * 2 - 1) * 2 ** (30 * random.random() - 20));
      const error = Math.abs(meaning(encode(value)) - value);
      const bits = encode(value) & 0x7fff;
      for (const other of [bits - 1, bits + 1]) {
        const there = halves[other];
        if (there !== undefined) expect(Math.abs(there - Math.abs(value))).toBeGreaterThanOrEqual(error);
      }
    }
  });

  it('refuses what none is near', () => {
    expect(encode(Math.fround(65519.996))).toBe(0x7bff);
    for (const value of [65520, -65520, Infinity, NaN])
      expect(() => encode(value)).toThrow(/out of the range/);
  });
});
