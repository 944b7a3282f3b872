import { createInterface } from 'node:readline';
import { InputError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { isFile } from '../storage/location-kind.js';
import { openStream } from '../storage/open-stream.js';

/** A line of a manifest as it is written, and where. */
export interface NumberedText {
  /** From 1, empty lines counted. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a manifest that are not empty, one at a time.
 * @throws InputError if there is no such file
 */
export async function* readManifestText(path: string): AsyncGenerator<NumberedText> {
  if (!(await isManifest(path))) {
    throw new InputError(
      `${path}: no such file. Expected a manifest with a JSON object a line, such as ` +
        '{"file": "0001.png", "labels": {"class": "dress"}}.',
    );
  }
  let number = 0;
  for await (const line of createInterface({ input: openStream(path), crlfDelay: Infinity })) {
    number++;
    // A byte order mark, which some editors put first, is no part of the JSON.
    const text = (number === 1 ? line.replace(/^\uFEFF/, '') : line).trim();
    if (text !== '') yield { number, text };
  }
}

async function isManifest(path: string): Promise<boolean> {
  return isFile(path).catch((error: unknown) => {
    throw new InputError(`${path}: cannot be read: ${reason(error)}`, { cause: error });
  });
}
