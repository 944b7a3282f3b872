import sharp from 'sharp';
import { ImageError } from '../errors.js';
import { reason } from '../formats/reason.js';

/** A picture whose values are not colours but names of what is there, such as a parsing map. */
export interface LabelMap {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0 to 255; row-major. */
  readonly labels: Uint8Array;
}

const PNG_SIGNATURE = '89504e470d0a1a0a';
const GREY = 0;
const PALETTE = 3;

/**
 * Decodes a map of labels: a PNG of one grey channel, whose samples are the labels, or with a palette, whose indices are; of palette
 * entries of one colour the first counts.
 * @throws ImageError if it is anything else, or damaged
 */
export async function decodeLabelMap(bytes: Uint8Array, id: string): Promise<LabelMap> {
  const png = readHeader(bytes, id);
  const rgb = await sharp(bytes, { failOn: 'error' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw new ImageError(id, `cannot be decoded: ${reason(cause).split('\n', 1)[0]!}`, { cause });
    });
  const { width: widthPx, height: heightPx, channels } = rgb.info;
  const labelOf = png.palette ? paletteIndices(png.palette) : greyLevels(png.bitDepth);
  const labels = new Uint8Array(widthPx * heightPx);
  for (let i = 0, from = 0; i < labels.length; i++, from += channels) {
    labels[i] = labelOf(rgb.data[from]!, rgb.data[from + 1]!, rgb.data[from + 2]!);
  }
  return { widthPx, heightPx, labels };
}

type LabelOf = (r: number, g: number, b: number) => number;

/** Samples of fewer than 8 bits are decoded as levels 0 to 255. */
function greyLevels(bitDepth: number): LabelOf {
  const step = 255 / (2 ** bitDepth - 1);
  return (level) => level / step;
}

function paletteIndices(palette: Uint8Array): LabelOf {
  const indices = new Map<number, number>();
  for (let i = palette.length / 3 - 1; i >= 0; i--) {
    indices.set(packed(palette[3 * i]!, palette[3 * i + 1]!, palette[3 * i + 2]!), i);
  }
  return (r, g, b) => indices.get(packed(r, g, b))!;
}

const packed: LabelOf = (r, g, b) => (r << 16) | (g << 8) | b;

interface PngHeader {
  readonly bitDepth: number;
  /** r, g, b of each entry; undefined: the samples are grey levels. */
  readonly palette: Uint8Array | undefined;
}

/** @source PNG specification, chapters 5 and 11 */
function readHeader(bytes: Uint8Array, id: string): PngHeader {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 33 || view.toString('hex', 0, 8) !== PNG_SIGNATURE) {
    throw new ImageError(id, 'is no PNG; a map of labels has to be one, as lossy formats change labels');
  }
  const [bitDepth, colourType] = [view.readUInt8(24), view.readUInt8(25)];
  if (colourType === PALETTE) return { bitDepth, palette: findPalette(view, id) };
  if (colourType === GREY && bitDepth <= 8) return { bitDepth, palette: undefined };
  throw new ImageError(
    id,
    `holds ${colourType === GREY ? '16-bit levels' : 'colours'}, not labels; expected a PNG with a palette or one grey channel of up to 8 bits`,
  );
}

function findPalette(png: Buffer, id: string): Uint8Array {
  for (let at = 8; at + 8 <= png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'PLTE') return png.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
  throw new ImageError(id, 'says that it has a palette, but has none');
}
