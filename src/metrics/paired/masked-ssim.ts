import { pairedScore } from './define-paired-score.js';

/** `ssim` over a mask, such as of the garments: the mean of the SSIM map over the pixels of the mask. @source as `ssim` */
export const maskedSsim = pairedScore({
  id: 'masked-ssim',
  title: 'Masked SSIM',
  summary:
    'Structural similarity to the real image of the same condition over a mask, such as of the garments.',
  unit: 'similarity',
  range: [-1, 1],
  source: 'after Wang et al., IEEE TIP 2004',
  value: 'maskedSsim',
});
