/**
 * The colour that a GIF's first frame has where it is transparent or does not reach. sharp's decoder forgets it; Pillow shows it.
 * @param gif - a GIF that has been decoded, and so is known to be sound
 * @returns the colour table's entry for the transparent index, or its first entry if there is no such index
 * @source GIF89a specification, sections 18 to 23
 */
export function gifHiddenColour(gif: Uint8Array): readonly [red: number, green: number, blue: number] {
  let table = 13;
  let at = 13 + tableBytes(gif[10]!);
  let transparentIndex = 0;
  while (gif[at] === EXTENSION) {
    if (gif[at + 1] === GRAPHIC_CONTROL && (gif[at + 3]! & 1) === 1) transparentIndex = gif[at + 6]!;
    at += 2;
    while (gif[at] !== 0 && at < gif.length) at += gif[at]! + 1;
    at++;
  }
  if (gif[at] === IMAGE && tableBytes(gif[at + 9]!) > 0) table = at + 10;
  const entry = table + transparentIndex * 3;
  return [gif[entry] ?? 0, gif[entry + 1] ?? 0, gif[entry + 2] ?? 0];
}

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;

/** The length of the colour table that a flags byte announces. */
function tableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}
