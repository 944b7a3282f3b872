/** A colour in CIELAB: D65, 2 degree observer; lightness 0 to 100. */
export type Lab = readonly [lightness: number, a: number, b: number];

/**
 * Linear sRGB to XYZ, from the standard's primaries and its white point, x = 0.3127, y = 0.3290; white is the sum of each row, so
 * that greys have a = b = 0.
 */
const xyz = [
  [0.41239079926595934, 0.357584339383878, 0.1804807884018343],
  [0.21263900587151027, 0.715168678767756, 0.07219231536073371],
  [0.01933081871559182, 0.11919477979462598, 0.9505321522496607],
] as const;
const white = xyz.map(([r, g, b]) => r + g + b);

/** Linear light of each 8-bit value. */
const linear = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/**
 * CIELAB of sRGB pixels.
 * @param rgb - 8-bit, interleaved
 * @returns L, a, b of each pixel, interleaved
 * @source IEC 61966-2-1; CIE 15
 */
export function labOfRgb(rgb: Uint8Array): Float64Array {
  const lab = new Float64Array(rgb.length);
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    const [r, g, b] = [linear[rgb[i]!]!, linear[rgb[i + 1]!]!, linear[rgb[i + 2]!]!];
    const x = compressed((xyz[0][0] * r + xyz[0][1] * g + xyz[0][2] * b) / white[0]!);
    const y = compressed((xyz[1][0] * r + xyz[1][1] * g + xyz[1][2] * b) / white[1]!);
    const z = compressed((xyz[2][0] * r + xyz[2][1] * g + xyz[2][2] * b) / white[2]!);
    lab[i] = 116 * y - 16;
    lab[i + 1] = 500 * (x - y);
    lab[i + 2] = 200 * (y - z);
  }
  return lab;
}

function compressed(t: number): number {
  return t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29;
}
