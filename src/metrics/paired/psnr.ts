import { pairedScore } from './define-paired-score.js';

/**
 * Mean peak signal-to-noise ratio over images, each its own dB. An image equal to the real one has none (it is infinite) and is not scored.
 * @source the usual definition, peak 255
 */
export const psnr = pairedScore({
  id: 'psnr',
  title: 'PSNR',
  summary: 'Peak signal-to-noise ratio of images beside the real ones of the same conditions.',
  unit: 'dB',
  range: [0, Infinity],
  source: '10 log10(255² / MSE)',
  value: 'psnr',
});
