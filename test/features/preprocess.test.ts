import { describe, expect, it } from 'vitest';
import type { Preprocessing } from '../../src/config/extractor-file.js';
import { builtInExtractors } from '../../src/features/built-in-extractors.js';
import { preprocess } from '../../src/features/preprocess.js';
import { presets } from '../../src/features/presets.js';
import type { RgbImage } from '../../src/images/image.js';
import { resizeImage } from '../../src/images/resize.js';

function gradient(widthPx: number, heightPx: number): RgbImage {
  const data = Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, i) => (i * 7 + (i % 3) * 50) % 256);
  return { widthPx, heightPx, data };
}

describe('preprocess', () => {
  it('lays channels out as planes or interleaved', () => {
    const image: RgbImage = { widthPx: 2, heightPx: 1, data: Uint8Array.of(255, 0, 51, 0, 255, 102) };
    const spec: Preprocessing = { ...presets.raw, std: [1, 1, 1], widthPx: 2, heightPx: 1 };
    const close = (values: number[]) => values.map((value) => expect.closeTo(value, 6) as number);
    expect(Array.from(preprocess(image, { ...spec, layout: 'nchw' }))).toEqual(close([1, 0, 0, 1, 0.2, 0.4]));
    expect(Array.from(preprocess(image, { ...spec, layout: 'nhwc' }))).toEqual(close([1, 0, 0.2, 0, 1, 0.4]));
  });

  it('leaves grey levels as they are with the raw preset', () => {
    const image = gradient(4, 4);
    const input = preprocess(image, { ...presets.raw, widthPx: 4, heightPx: 4, layout: 'nhwc' });
    image.data.forEach((value, i) => {
      expect(input[i]).toBeCloseTo(value, 4);
    });
  });

  it.each([
    [400, 300],
    [300, 400],
    [17, 90],
    [1, 1],
  ])('cuts the centre out of %i x %i after bringing the shorter side to its size', (widthPx, heightPx) => {
    const image = gradient(widthPx, heightPx);
    const input = preprocess(image, presets.imagenet);
    expect(input).toHaveLength(3 * 224 * 224);

    const scale = 256 / Math.min(widthPx, heightPx);
    const [width, height] = [Math.floor(widthPx * scale), Math.floor(heightPx * scale)];
    const resized = resizeImage(image, 'clean', width, height);
    const [left, top] = [Math.round((width - 224) / 2), Math.round((height - 224) / 2)];
    const { mean, std } = presets.imagenet;
    for (const [x, y, c] of [
      [0, 0, 0],
      [223, 223, 2],
      [100, 17, 1],
    ] as const) {
      const grey = resized[((y + top) * width + x + left) * 3 + c]!;
      expect(input[(c * 224 + y) * 224 + x]).toBeCloseTo((grey / 255 - mean[c]) / std[c], 5);
    }
  });

  it('scales to (x - 128) / 128 for Inception as TensorFlow has it, and to 2x/255 - 1 as pytorch-fid has it', () => {
    const inception = builtInExtractors.find(({ name }) => name === 'inception-v3-fid')!;
    const image: RgbImage = { widthPx: 1, heightPx: 1, data: Uint8Array.of(0, 128, 255) };
    for (const [mode, expected] of [
      ['tf1', [-1, 0, 127 / 128]],
      ['clean', [-1, 0, 127 / 128]],
      ['torch', [-1, 256 / 255 - 1, 1]],
    ] as const) {
      const input = preprocess(image, inception.preprocessing(mode));
      const area = 299 * 299;
      [0, 1, 2].forEach((c) => {
        expect(input[c * area]).toBeCloseTo(expected[c]!, 6);
      });
    }
  });
});
