import { pairedScore } from './define-paired-score.js';

/**
 * Mean structural similarity to the real images of the same conditions, over whole images; conventions as `ssimMap`. Equal to scikit-image's
 * with Gaussian weights and sigma 1.5; torchmetrics' differs a little, as it counts a mirrored border too. Background counts: read it beside
 * `masked-ssim`.
 * @source Z. Wang et al., "Image Quality Assessment" (2004)
 */
export const ssim = pairedScore({
  id: 'ssim',
  title: 'SSIM',
  summary: 'Structural similarity to the real image of the same condition, averaged over R, G and B.',
  unit: 'similarity',
  range: [-1, 1],
  source: 'Wang et al., IEEE TIP 2004',
  value: 'ssim',
});
