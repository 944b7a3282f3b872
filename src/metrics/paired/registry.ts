import type { PairedScore } from './definition.js';
import { maskedSsim } from './masked-ssim.js';
import { psnr } from './psnr.js';
import { ssim } from './ssim.js';

/** Every paired score, in the order in which they are listed. */
export const pairedScores: readonly PairedScore[] = [ssim, maskedSsim, psnr];
