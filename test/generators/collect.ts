import type { RgbImage } from '../../src/images/image.js';
import type { Generator, SampleOptions, SampleRequest } from '../../src/generators/generator.js';

/** A request of an unconditional generator. */
export const ofSeed = (seed: number, knobs: SampleRequest['knobs'] = {}): SampleRequest => ({
  seed,
  knobs,
  condition: null,
});

/** All images of a generator for some requests. */
export async function collect(
  generator: Generator,
  requests: readonly SampleRequest[],
  options?: SampleOptions,
): Promise<RgbImage[]> {
  const images: RgbImage[] = [];
  for await (const { request, image } of generator.sample(requests, options)) {
    if (request !== requests[images.length]) throw new Error('the requests come back in another order');
    images.push(image);
  }
  return images;
}
