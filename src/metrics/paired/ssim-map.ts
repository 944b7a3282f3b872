import type { RgbImage } from '../../images/image.js';
import { filterGaussian, RADIUS } from './filter-gaussian.js';

const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;
const CHANNELS = 3;

/**
 * Structural similarity around each pixel that is at least 5 px from the border, in float64: Gaussian windows of 11 x 11 px, sigma 1.5;
 * K1 = 0.01, K2 = 0.03; variances as the window weighs them, not corrected for its size; the mean over R, G and B, not of luma.
 * @param a - of the same size as b, at least 11 x 11 px
 * @returns [height - 10 x width - 10]
 * @source Z. Wang et al., "Image Quality Assessment: From Error Visibility to Structural Similarity" (2004)
 */
export function ssimMap(a: RgbImage, b: RgbImage): Float64Array {
  const { widthPx, heightPx } = a;
  const pixels = widthPx * heightPx;
  const x = new Float64Array(pixels);
  const y = new Float64Array(pixels);
  const squares = new Float64Array(pixels);
  const products = new Float64Array(pixels);
  const map = new Float64Array((widthPx - 2 * RADIUS) * (heightPx - 2 * RADIUS));
  for (let channel = 0; channel < CHANNELS; channel++) {
    for (let i = 0; i < pixels; i++) {
      const ofA = a.data[CHANNELS * i + channel]!;
      const ofB = b.data[CHANNELS * i + channel]!;
      x[i] = ofA;
      y[i] = ofB;
      squares[i] = ofA * ofA + ofB * ofB;
      products[i] = ofA * ofB;
    }
    const meanX = filterGaussian(x, widthPx, heightPx);
    const meanY = filterGaussian(y, widthPx, heightPx);
    const meanSquare = filterGaussian(squares, widthPx, heightPx);
    const meanProduct = filterGaussian(products, widthPx, heightPx);
    for (let i = 0; i < map.length; i++) {
      const product = meanX[i]! * meanY[i]!;
      const square = meanX[i]! * meanX[i]! + meanY[i]! * meanY[i]!;
      map[i]! +=
        ((2 * product + C1) * (2 * (meanProduct[i]! - product) + C2)) /
        ((square + C1) * (meanSquare[i]! - square + C2)) /
        CHANNELS;
    }
  }
  return map;
}
