import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toFloat64 } from '../../src/formats/npy.js';
import type { PixelImage, RgbImage } from '../../src/images/image.js';
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

describe('resizeImage, mode clean', () => {
  const side = fc.integer({ min: 1, max: 150 });
  it.each([
    ['whole levels', (image: RgbImage): PixelImage => image],
    [
      'levels that are not whole',
      (image: RgbImage): PixelImage => ({
        ...image,
        data: Float64Array.from(image.data, (level) => level / 1.7),
      }),
    ],
  ])('has the bits of its definition for %s, whatever the size', (_, levels) => {
    fc.assert(
      fc.property(side, side, side, side, (widthPx, heightPx, toWidthPx, toHeightPx) => {
        const image = levels(makeInput(widthPx, heightPx));
        expect(resizeImage(image, 'clean', toWidthPx, toHeightPx)).toEqual(
          byDefinition(image, toWidthPx, toHeightPx),
        );
      }),
      { seed: 2, numRuns: 40 },
    );
  });
});

/** Pillow's filter, value by value: rows, then columns, each sum in float64 in the order of the pixels and kept as float32. */
function byDefinition(image: PixelImage, widthPx: number, heightPx: number): Float32Array {
  const wide = new Float32Array(image.heightPx * widthPx * 3);
  for (let y = 0; y < image.heightPx; y++) {
    for (let i = 0; i < widthPx * 3; i++) {
      const pixel = (x: number) => image.data[(y * image.widthPx + x) * 3 + (i % 3)]!;
      wide[y * widthPx * 3 + i] = weighted(Math.floor(i / 3), image.widthPx, widthPx, pixel);
    }
  }
  const output = new Float32Array(heightPx * widthPx * 3);
  for (let i = 0; i < output.length; i++) {
    const [y, column] = [Math.floor(i / (widthPx * 3)), i % (widthPx * 3)];
    const value = weighted(y, image.heightPx, heightPx, (row) => wide[row * widthPx * 3 + column]!);
    output[i] = Math.min(255, Math.max(0, Math.fround(value)));
  }
  return output;
}

function weighted(
  at: number,
  inputPx: number,
  outputPx: number,
  value: (position: number) => number,
): number {
  const scale = inputPx / outputPx;
  const wider = Math.max(1, scale);
  const centre = (at + 0.5) * scale;
  const first = Math.max(0, Math.trunc(centre - 2 * wider + 0.5));
  const end = Math.min(inputPx, Math.trunc(centre + 2 * wider + 0.5));
  const weights = Array.from({ length: end - first }, (_, j) =>
    cubic((first + j - centre + 0.5) * (1 / wider)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, j) => sum + value(first + j) * (weight / total), 0);
}

function cubic(offset: number): number {
  const x = Math.abs(offset);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
}
