import { readFile } from 'node:fs/promises';
import type { Response } from 'undici';
import type { HttpGeneratorFile } from '../../config/generator-file.js';
import { InputError } from '../../errors.js';
import { parseJson } from '../../formats/parse-json.js';
import { reason } from '../../formats/reason.js';
import type { RgbImage } from '../../images/image.js';
import type { Generator, SampleRequest } from '../generator.js';
import { inBatches } from '../in-batches.js';
import { ByteReader, EndError, WireError } from '../wire/byte-reader.js';
import { describedGenerator } from '../wire/described-generator.js';
import { readImageReply, readReply } from '../wire/replies.js';
import { requestMessage } from '../wire/request-message.js';
import { Endpoint } from './endpoint.js';
import { mapInOrder } from './map-in-order.js';

/**
 * A generator behind an HTTP endpoint: GET describes it, POST makes a batch of images (docs/generators.md).
 * @throws InputError if it cannot be reached, or answers what it should not, after all attempts
 */
export async function httpGenerator(file: HttpGeneratorFile): Promise<Generator> {
  const { url, limits } = file;
  const endpoint = new Endpoint(file);
  try {
    const greeting = await endpoint.request(
      null,
      async (response) => readGreeting(url, await endpoint.text(response)),
      0,
    );
    const described = describedGenerator(greeting, url, 'http', url);

    const make = async (group: readonly SampleRequest[], signal: AbortSignal): Promise<RgbImage[]> => {
      const requests = await Promise.all(
        group.map((request, i) => requestMessage(i, request, described, embedArticle)),
      );
      const body = JSON.stringify({ type: 'sample', requests });
      return endpoint.request(body, (response) => readImages(url, response, group), group[0]!.seed, signal);
    };

    return {
      ...described,
      runsOn: url,
      async *sample(requests, { batch = file.batch, signal } = {}) {
        const answers = mapInOrder(
          inBatches(requests, batch),
          limits.concurrency,
          async (group, unwanted) => {
            const images = await make(group, signal ? AbortSignal.any([signal, unwanted]) : unwanted);
            return group.map((request, i) => ({ request, image: images[i]! }));
          },
        );
        for await (const answer of answers) yield* answer;
      },
      dispose: () => endpoint.close(),
    };
  } catch (error) {
    await endpoint.close();
    throw error;
  }
}

function readGreeting(url: string, text: string): { readonly protocol?: unknown } {
  try {
    return { ...(parseJson(text) as object) };
  } catch (cause) {
    throw new InputError(
      `${url}: does not describe a generator: ${reason(cause)}. Expected JSON; see docs/generators.md.`,
      { cause },
    );
  }
}

/** @throws EndError for half an answer, InputError for a wrong one */
async function readImages(
  url: string,
  { body }: Response,
  group: readonly SampleRequest[],
): Promise<RgbImage[]> {
  const reader = new ByteReader(body ?? emptyBody());
  const images: RgbImage[] = [];
  try {
    for (const [id, { seed }] of group.entries()) {
      const reply = await readReply(reader);
      if (reply.type !== 'image' || reply.id !== id) {
        throw new WireError(
          `sent ${reply.type === 'image' ? `image ${reply.id}` : 'a hello'} where image ${id} of ${group.length} was expected`,
        );
      }
      images.push(await readImageReply(reply, reader, `${url}: the image of seed ${seed}`));
    }
    return images;
  } catch (cause) {
    if (!(cause instanceof WireError) || cause instanceof EndError) throw cause;
    throw new InputError(`${url} ${cause.message}.`, { cause });
  }
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* emptyBody(): AsyncGenerator<Uint8Array> {
  yield* [];
}

/** The endpoint may be on another machine: it is given the article's file itself. */
async function embedArticle(path: string): Promise<{ readonly base64: string }> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new InputError(`${path}: the article cannot be read: ${reason(cause)}.`, { cause });
  });
  return { base64: bytes.toString('base64') };
}
