import { z } from 'zod';
import { schemaProblems } from '../../config/schema-problems.js';
import { InputError } from '../../errors.js';
import { parseJson } from '../../formats/parse-json.js';
import { decodeImage } from '../../images/decode-image.js';
import type { RgbImage } from '../../images/image.js';
import { MAX_IMAGE_BYTES } from '../../images/limits.js';
import { EndError, quote, WireError, type ByteReader } from './byte-reader.js';

/** The version of what is spoken with commands and endpoints (docs/generators.md). */
export const PROTOCOL = 1;

const imageSchema = z.object({
  type: z.literal('image'),
  id: z.int().nonnegative(),
  /** png: an image file (JPEG and WebP are taken too); rgb: 3 bytes a pixel, row by row. */
  format: z.enum(['png', 'rgb']),
  widthPx: z.int().positive().optional(),
  heightPx: z.int().positive().optional(),
  /** How many follow the line. */
  bytes: z.int().positive().max(MAX_IMAGE_BYTES),
});

const replySchema = z.discriminatedUnion('type', [
  imageSchema,
  z.object({ type: z.literal('error'), message: z.string() }),
  z.looseObject({ type: z.literal('hello'), protocol: z.int() }),
]);

type Reply = z.infer<typeof replySchema>;
export type ImageReply = z.infer<typeof imageSchema>;

/**
 * The next reply's line; of an image the bytes follow.
 * @throws EndError if there is none
 * @throws WireError if it is something else, or says that something went wrong
 */
export async function readReply(reader: ByteReader): Promise<Exclude<Reply, { readonly type: 'error' }>> {
  const line = await reader.line();
  if (line === undefined) throw new EndError('ended its output');
  let value: unknown;
  try {
    value = parseJson(line);
  } catch {
    throw new WireError(`wrote ${quote(line)} where a line of JSON was expected`);
  }
  const parsed = replySchema.safeParse(value);
  if (parsed.success) {
    const reply = parsed.data;
    if (reply.type === 'error') throw new WireError(`reports an error: ${reply.message}`);
    return reply;
  }
  throw new WireError(`wrote a reply that cannot be used, ${quote(line)}:\n${schemaProblems(parsed.error)}`);
}

/**
 * The image whose line was read.
 * @param name - what messages call it
 * @throws EndError if the stream ends before its bytes do
 * @throws InputError if they are no image
 */
export async function readImageReply(reply: ImageReply, reader: ByteReader, name: string): Promise<RgbImage> {
  const { format, widthPx = 0, heightPx = 0, bytes } = reply;
  if (format === 'png') return decodeImage({ kind: 'encoded', bytes: await reader.bytes(bytes) }, name);
  if (bytes === widthPx * heightPx * 3) return { widthPx, heightPx, data: await reader.bytes(bytes) };
  throw new InputError(
    `${name}: ${bytes} bytes of rgb for ${widthPx} x ${heightPx} px; expected widthPx x heightPx x 3.`,
  );
}
