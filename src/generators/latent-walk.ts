import type { PixelImage } from '../images/image.js';
import type { Requests, SampleOptions, SampleRequest } from './generator.js';

/**
 * Where a path runs: `z`, the latents themselves, along the great circle between normal ones; `w`, the styles that the mapping network
 * makes of them, in a straight line.
 */
export const latentSpaces = ['w', 'z'] as const;
export type LatentSpace = (typeof latentSpaces)[number];

/** Where on its path a step lies: `full`, anywhere, drawn from its seed; `end`, at the start, where every latent is one that is drawn. */
export type WalkSampling = 'full' | 'end';

export interface WalkSettings {
  readonly space: LatentSpace;
  readonly sampling: WalkSampling;
  /** Length of a step, as a share of its path. */
  readonly epsilon: number;
}

/** The images at both ends of a short step, with levels 0..255 that are not rounded. */
export interface LatentStep<Request extends SampleRequest = SampleRequest> {
  readonly request: Request;
  readonly start: PixelImage;
  readonly end: PixelImage;
}

/** Takes short steps through a generator's latent space. */
export interface LatentWalk {
  /** Those that this generator has, the usual one first. */
  readonly spaces: readonly LatentSpace[];
  /**
   * Takes a step a request, in order. The path of a seed leads from its own latent to that of the seed 2^31 further on
   * (modulo 2^32); condition and knobs are the same along it.
   * @throws UsageError for a space that is not among {@link spaces}, or a request that the generator does not take
   */
  steps<Request extends SampleRequest>(
    requests: Requests<Request>,
    settings: WalkSettings,
    options?: SampleOptions,
  ): AsyncGenerator<LatentStep<Request>>;
}

export const oppositeSeed = (seed: number): number => (seed + 2 ** 31) % 2 ** 32;
