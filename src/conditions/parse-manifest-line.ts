import { schemaProblems } from '../config/schema-problems.js';
import {
  manifestHeaderSchema,
  manifestLineSchema,
  type ManifestHeader,
  type ManifestLine,
} from '../config/manifest.js';
import { InputError } from '../errors.js';
import { parseJson } from '../formats/parse-json.js';

/** What a line of a manifest is: the header, or what is known of an image. */
export type ParsedLine =
  | { readonly kind: 'header'; readonly header: ManifestHeader }
  | { readonly kind: 'image'; readonly line: ManifestLine };

/**
 * @param place - file and line, for messages
 * @throws InputError naming place and field if the line is not what it should be
 */
export function parseManifestLine(text: string, place: string): ParsedLine {
  const value = jsonOf(text, place);
  if (isHeader(value)) {
    const parsed = manifestHeaderSchema.safeParse(value);
    if (parsed.success) return { kind: 'header', header: parsed.data };
    throw new InputError(
      `${place}: cannot be used as the header of a manifest.\n${schemaProblems(parsed.error)}`,
    );
  }
  const parsed = manifestLineSchema.safeParse(value);
  if (parsed.success) return { kind: 'image', line: parsed.data };
  throw new InputError(`${place}: cannot be used as a line of a manifest.\n${schemaProblems(parsed.error)}`);
}

/** A header names the slots and no image. */
function isHeader(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'slots' in value && !('id' in value) && !('file' in value)
  );
}

function jsonOf(text: string, place: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    // Python's json writes NaN where a joint is missing; no other reader takes it.
    const hint = /\bNaN\b/.test(text)
      ? ' JSON has no NaN: write a joint that is not labelled as [0, 0, 0].'
      : '';
    // The message quotes the text, and that of a binary file would garble a terminal.
    const message = (cause as Error).message.replace(/\p{Cc}/gu, '?');
    throw new InputError(`${place}: is not JSON (${message}).${hint}`, { cause });
  }
}
