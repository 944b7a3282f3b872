/** Where rounding to the nearest float16 leaves its finite numbers: halfway from 65504 to 65536. As bits of a float32. */
const OVERFLOW = 0x477f_f000;
/** 2^-14, from which on a float16 has all its digits. */
const NORMAL = 0x3880_0000;
/** What 127 and 15, the exponents' offsets, are apart. */
const REBIAS = 0x3800_0000;

/**
 * IEEE 754 half-precision numbers, rounded to nearest, ties to even.
 * @returns their bits
 * @throws RangeError for a number that none is near: 65520 and beyond, infinity, NaN
 */
export function toFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const magnitude = bits[i]! & 0x7fff_ffff;
    if (magnitude >= OVERFLOW) throw new RangeError(`${values[i]!} is out of the range of float16.`);
    const sign = (bits[i]! >>> 16) & 0x8000;
    halves[i] = sign | (magnitude < NORMAL ? subnormal(values[i]!) : normal(magnitude));
  }
  return halves;
}

/** Just under half a step is added, and the rest of it to odd digits only. */
const normal = (magnitude: number): number => (magnitude - REBIAS + 0x0fff + ((magnitude >>> 13) & 1)) >>> 13;

const sum = new Float32Array(1);
const sumBits = new Uint32Array(sum.buffer);

/** Between 1/2 and 1, float32 has the steps that float16 has next to 0: adding 1/2 rounds to them. */
function subnormal(value: number): number {
  sum[0] = Math.abs(value) + 0.5;
  return sumBits[0]! - 0x3f00_0000;
}
