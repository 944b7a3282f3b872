import { InputError } from '../errors.js';
import { checkRequest } from './check-request.js';
import type { Generator, OpenOptions, Requests, SampleRequest } from './generator.js';
import { plainPicture, type PlainPicture } from './plain-picture.js';

/**
 * A generator that checks, for every loader alike, what is asked of it and what it makes: requests that it does not take
 * and images of another size are errors, images that are plainly wrong are told.
 */
export function checkedGenerator(
  generator: Generator,
  { onNotice }: Pick<OpenOptions, 'onNotice'>,
): Generator {
  const { name } = generator.identity;
  const { widthPx, heightPx } = generator.image;

  async function* checked<Request extends SampleRequest>(requests: Requests<Request>) {
    for await (const request of requests) {
      checkRequest(generator, request);
      yield request;
    }
  }

  const { walk } = generator;
  return {
    ...generator,
    walk: walk && {
      ...walk,
      steps: (requests, settings, options) => walk.steps(checked(requests), settings, options),
    },
    async *sample(requests, options) {
      const plain = new Map<PlainPicture, number>();
      let count = 0;
      try {
        for await (const sample of generator.sample(checked(requests), options)) {
          const { image, request } = sample;
          if (image.widthPx !== widthPx || image.heightPx !== heightPx) {
            throw new InputError(
              `${name}: the image of seed ${request.seed} is ${image.widthPx} x ${image.heightPx}; expected ${widthPx} x ${heightPx}.`,
            );
          }
          count++;
          const wrong = plainPicture(image);
          if (wrong) {
            const before = plain.get(wrong) ?? 0;
            plain.set(wrong, before + 1);
            if (before === 0) onNotice(`${name}: the image of seed ${request.seed} is ${wrong}.`);
          }
          yield sample;
        }
      } finally {
        for (const [wrong, times] of plain) {
          if (times > 1) onNotice(`${name}: ${times} of ${count} images are ${wrong}.`);
        }
      }
    },
  };
}
