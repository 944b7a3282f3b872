import type { Response } from 'undici';
import { FinalError } from '../../models/download-failure.js';

/** The most that is read of a description or of what a server says went wrong. */
const MAX_TEXT_BYTES = 2 ** 20;

/** @throws FinalError if the answer is longer than {@link MAX_TEXT_BYTES} */
export async function limitedText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_TEXT_BYTES) {
      throw new FinalError(`it answered with more than the limit of ${MAX_TEXT_BYTES} bytes of text`);
    }
  }
  return Buffer.concat(chunks).toString();
}
