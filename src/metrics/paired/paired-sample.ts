import type { NotScored } from '../control/definition.js';

/** What comparing two images pixel by pixel gives. */
export interface PairedValues {
  /** Over the whole image. */
  readonly ssim: number | NotScored;
  /** Over a mask, such as of the garments; or why there is none. */
  readonly maskedSsim: number | NotScored;
  /** dB. */
  readonly psnr: number | NotScored;
}

/** An image beside the real one that shows what was asked for. */
export interface PairedImage {
  /** Of the generated image. */
  readonly id: string;
  /** Id of the image's condition; images of one condition are resampled together. */
  readonly condition: string;
  /** The condition that the real image belongs to, where it is not the image's own. */
  readonly targetCondition?: string | undefined;
  /** Of `compareImages`; or why there is nothing to compare with. */
  readonly values: PairedValues | NotScored;
}

/** Images compared with real ones in one way. */
export interface PairedSample {
  /** Size, and how images were brought to it, in words: pixels compare at one size only. */
  readonly comparedAt: string;
  readonly pairs: readonly PairedImage[];
}

/** The ceiling of every paired score. The floor is a sample of the same images beside the real ones of other conditions. */
export const noPairedCeiling: NotScored = {
  reason:
    'a real image is its own target: compared with itself it is the best there is, which says nothing of the score',
};
