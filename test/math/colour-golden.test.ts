import { describe, expect, it } from 'vitest';
import { ciede2000 } from '../../src/math/ciede2000.js';
import { earthMoversDistance } from '../../src/math/earth-movers-distance.js';
import { labOfRgb, type Lab } from '../../src/math/lab.js';
import golden from '../../fixtures/golden/math/colours.json' with { type: 'json' };

function lab([l, a, b]: readonly number[]): Lab {
  return [l!, a!, b!];
}

it('gives the CIELAB of colour-science', () => {
  const found = labOfRgb(Uint8Array.from(golden.sRGB.rgb.flat()));
  golden.sRGB.lab.flat().forEach((value, i) => {
    expect(Math.abs(found[i]! - value)).toBeLessThan(1e-6);
  });
});

it('gives greys no hue', () => {
  const found = labOfRgb(Uint8Array.from({ length: 256 * 3 }, (_, i) => Math.floor(i / 3)));
  for (let i = 0; i < found.length; i += 3) {
    expect(Math.hypot(found[i + 1]!, found[i + 2]!)).toBeLessThan(1e-12);
  }
  expect(found[0]).toBeCloseTo(0, 12);
  expect(found.at(-3)).toBeCloseTo(100, 12);
});

describe('ciede2000', () => {
  it.each(golden.sharma)('of $a and $b is the published $difference', ({ a, b, difference }) => {
    expect(ciede2000(lab(a), lab(b)).toFixed(4)).toBe(difference.toFixed(4));
    expect(ciede2000(lab(b), lab(a)).toFixed(4)).toBe(difference.toFixed(4));
  });

  it('is that of scikit-image', () => {
    for (const { a, b, difference } of golden.differences) {
      expect(Math.abs(ciede2000(lab(a), lab(b)) - difference)).toBeLessThan(1e-10);
      expect(ciede2000(lab(a), lab(a))).toBe(0);
    }
  });
});

it.each(golden.transports)('moves earth as POT does, distance $distance', ({ a, b, distance }) => {
  const shares = (palette: readonly { share: number }[]) => palette.map(({ share }) => share);
  const between = earthMoversDistance(shares(a), shares(b), (i, j) =>
    ciede2000(lab(a[i]!.lab), lab(b[j]!.lab)),
  );
  expect(Math.abs(between - distance)).toBeLessThan(1e-9);
});
