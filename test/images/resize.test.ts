import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toFloat64 } from '../../src/formats/npy.js';
import type { RgbImage } from '../../src/images/image.js';
import { resizeImage, resizeModes } from '../../src/images/resize.js';
import { goldenArrays } from './golden-arrays.js';

const PROBES = 96;

/** The input of fixtures/golden/images/make_resize.py. */
function makeInput(widthPx: number, heightPx: number): RgbImage {
  const data = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      for (let c = 0; c < 3; c++) data[i++] = (x * 37 + y * 101 + c * 53 + x * y) % 256;
    }
  }
  return { widthPx, heightPx, data };
}

const arrays = await goldenArrays('resize.npz');
const golden = (name: string): Float64Array => toFloat64(arrays.get(name)!, name);
const sizes = golden('sizes');
const stride = golden('stride')[0]!;
const cases = Array.from({ length: sizes.length / 4 }, (_, i) => [...sizes.subarray(i * 4, i * 4 + 4)]);

describe.each(resizeModes)('resizeImage, mode %s', (mode) => {
  it('agrees with the implementation it follows within 1e-4 grey levels', () => {
    const expected = golden(mode);
    let at = 0;
    for (const [inputWidthPx, inputHeightPx, widthPx, heightPx] of cases) {
      const output = resizeImage(makeInput(inputWidthPx!, inputHeightPx!), mode, widthPx!, heightPx!);
      let worst = 0;
      for (let i = 0; i < Math.min(PROBES, output.length); i++) {
        worst = Math.max(worst, Math.abs(output[(i * stride) % output.length]! - expected[at++]!));
      }
      expect(worst, `${inputWidthPx}x${inputHeightPx} to ${widthPx}x${heightPx}`).toBeLessThan(1e-4);
    }
    expect(at).toBe(expected.length);
  });

  it('leaves an image of the right size as it is', () => {
    const image = makeInput(31, 17);
    expect(resizeImage(image, mode, 31, 17)).toEqual(Float32Array.from(image.data));
  });

  it('keeps a flat colour, to any size, within rounding', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, side, side, fc.nat(255), (widthPx, heightPx, toWidthPx, toHeightPx, grey) => {
        const image = { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx * 3).fill(grey) };
        const output = resizeImage(image, mode, toWidthPx, toHeightPx);
        expect(output.length).toBe(toWidthPx * toHeightPx * 3);
        expect(output.every((value) => Math.abs(value - grey) < 1e-4)).toBe(true);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('gives the same whatever was resized before', () => {
    const image = makeInput(50, 40);
    const first = resizeImage(image, mode, 20, 30);
    for (let size = 1; size < 100; size++) resizeImage(makeInput(size, 2), mode, 3, 3);
    expect(resizeImage(image, mode, 20, 30)).toEqual(first);
  });
});
