import type { ManifestLineInput } from '../../config/manifest.js';

/** The first line of a manifest whose conditions have slots. */
export function manifestHead(slots: readonly string[]): string {
  return `${JSON.stringify({ slots })}\n`;
}

/** The manifest of samples, piece by piece. @param slots - that its head names; none: it has no head */
export async function* manifestText(
  slots: readonly string[],
  lines: AsyncIterable<ManifestLineInput>,
): AsyncGenerator<Uint8Array> {
  if (slots.length > 0) yield Buffer.from(manifestHead(slots));
  for await (const line of lines) yield Buffer.from(`${JSON.stringify(line)}\n`);
}
