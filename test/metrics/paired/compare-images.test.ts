import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { compareImages } from '../../../src/metrics/paired/compare-images.js';
import golden from '../../../fixtures/golden/metrics/paired.json' with { type: 'json' };
import { imageOf, madeImages } from './made-images.js';

const [image, other] = madeImages({ width: 40, height: 30, seed: 9, noise: 20, flip: false });
const whole = new Uint8Array(40 * 30).fill(1);

describe('compareImages', () => {
  it.each(golden.cases)('of $width x $height px, noise $noise, is as scikit-image', (given) => {
    const { width, height, ssim, maskedSsim, psnr } = given;
    const [a, b] = madeImages(given);
    const mask = Uint8Array.from({ length: width * height }, (_, i) =>
      Number(((i % width) * 7 + Math.floor(i / width) * 3) % 11 < 4),
    );
    const values = compareImages(a, b, mask);
    expect(Math.abs(Number(values.ssim) - ssim)).toBeLessThan(1e-9);
    expect(Math.abs(Number(values.psnr) - psnr)).toBeLessThan(1e-9);
    if (maskedSsim !== null) expect(Math.abs(Number(values.maskedSsim) - maskedSsim)).toBeLessThan(1e-9);
  });

  it('does not mind which image comes first', () => {
    expect(compareImages(other, image, whole)).toEqual(compareImages(image, other, whole));
  });

  it('is exactly 1 of one image, whose PSNR is infinite', () => {
    expect(compareImages(image, image, whole)).toEqual({
      ssim: 1,
      maskedSsim: 1,
      psnr: { reason: 'the images are the same, so that PSNR is infinite' },
    });
  });

  it('is over the whole image if the mask is', () => {
    const values = compareImages(image, other, whole);
    expect(values.maskedSsim).toBeCloseTo(Number(values.ssim), 12);
  });

  it('does not see through a mask what lies more than a window away', () => {
    const left = whole.map((_, i) => Number(i % 40 < 12));
    const changed = other.data.map((value, i) => (Math.floor(i / 3) % 40 >= 17 ? 255 - value : value));
    const [before, after] = [other, imageOf(40, 30, changed)].map((each) => compareImages(image, each, left));
    expect(after!.maskedSsim).toBe(before!.maskedSsim);
    expect(after!.ssim).toBeLessThan(Number(before!.ssim));
  });

  it('has the PSNR that a difference of one has', () => {
    const darker = imageOf(
      40,
      30,
      image.data.map((value) => Math.max(1, value)),
    );
    const lighter = imageOf(
      40,
      30,
      darker.data.map((value) => value - 1),
    );
    expect(compareImages(darker, lighter).psnr).toBeCloseTo(20 * Math.log10(255), 12);
  });

  it('says why there is no value', () => {
    expect(compareImages(image, other).maskedSsim).toEqual({ reason: 'there is no mask' });
    const border = whole.map((_, i) => Number(i < 200));
    expect(compareImages(image, other, border).maskedSsim).toEqual({
      reason: 'the mask has no pixel farther than 5 px from the border',
    });
    const small = imageOf(10, 12, new Uint8Array(360));
    expect(compareImages(small, small).ssim).toEqual({
      reason: 'the image has 10 x 12 px; SSIM needs 11 x 11',
    });
  });

  it('refuses images of two sizes, and a mask of another', () => {
    const turned = imageOf(30, 40, image.data);
    expect(() => compareImages(turned, image)).toThrow(InputError);
    expect(() => compareImages(turned, image)).toThrow('has 30 x 40 px, the real one 40 x 30');
    expect(() => compareImages(image, other, new Uint8Array(7))).toThrow('The mask has 7 pixels');
  });
});
