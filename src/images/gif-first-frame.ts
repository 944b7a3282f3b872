import type { RgbImage } from './image.js';

/** What a GIF says about its first frame. */
interface FirstFrame {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The colour table's entry for the transparent index, or its first entry if there is no such index. */
  readonly hidden: readonly [red: number, green: number, blue: number];
}

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;

/**
 * Pillow shows a colour where the first frame is transparent or does not reach; sharp's decoder leaves black there.
 * @param gif - the file; sharp has decoded it, so its blocks are sound
 * @param decoded - sharp's samples, `channels` (3 or 4) a pixel
 * @returns the frame without alpha, that colour put in
 */
export function gifFirstFrame(
  gif: Uint8Array,
  decoded: { readonly widthPx: number; readonly heightPx: number; readonly data: Uint8Array },
  channels: number,
): RgbImage {
  const { widthPx, heightPx, data } = decoded;
  const frame = readFirstFrame(gif);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0, from = 0, to = 0; y < heightPx; y++) {
    const isRowInside = y >= frame.topPx && y < frame.topPx + frame.heightPx;
    for (let x = 0; x < widthPx; x++, from += channels, to += 3) {
      const isInside = isRowInside && x >= frame.leftPx && x < frame.leftPx + frame.widthPx;
      const isShown = isInside && (channels === 3 || data[from + 3] !== 0);
      for (let channel = 0; channel < 3; channel++) {
        rgb[to + channel] = isShown ? data[from + channel]! : frame.hidden[channel]!;
      }
    }
  }
  return { widthPx, heightPx, data: rgb };
}

/** @source GIF89a specification, sections 18 to 23 */
function readFirstFrame(gif: Uint8Array): FirstFrame {
  const view = new DataView(gif.buffer, gif.byteOffset, gif.byteLength);
  let at = 13 + tableBytes(view.getUint8(10));
  let transparentIndex = 0;
  while (view.getUint8(at) === EXTENSION) {
    const isTransparent = view.getUint8(at + 1) === GRAPHIC_CONTROL && (view.getUint8(at + 3) & 1) === 1;
    if (isTransparent) transparentIndex = view.getUint8(at + 6);
    at += 2;
    while (view.getUint8(at) !== 0) at += view.getUint8(at) + 1;
    at++;
  }
  if (view.getUint8(at) !== IMAGE) throw new Error('GIF without an image where the first should be');
  const table = tableBytes(view.getUint8(at + 9)) > 0 ? at + 10 : 13;
  const entry = table + transparentIndex * 3;
  return {
    leftPx: view.getUint16(at + 1, true),
    topPx: view.getUint16(at + 3, true),
    widthPx: view.getUint16(at + 5, true),
    heightPx: view.getUint16(at + 7, true),
    hidden: [view.getUint8(entry), view.getUint8(entry + 1), view.getUint8(entry + 2)],
  };
}

/** The length of the colour table that a flags byte announces. */
function tableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}
