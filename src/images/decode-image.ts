import sharp, { type Metadata, type Sharp } from 'sharp';
import { ImageError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { gifFirstFrame } from './gif-first-frame.js';
import type { RgbImage, StoredImage } from './image.js';
import { MAX_IMAGE_PIXELS } from './limits.js';
import { cmykToRgb, grey16ToRgb, highBytes } from './to-rgb.js';

/** What the content may be, whatever its name says. (sharp would also render SVG.) */
const formats: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp', 'heif', 'tiff', 'gif']);

/**
 * `error` fails on what Pillow fails on: data cut short, and data that cannot be decoded. `warning`, sharp's own choice, would
 * also refuse files with harmless oddities; `truncated` would let cut TIFFs pass.
 */
const options = { failOn: 'error', ignoreIcc: true, limitInputPixels: false } as const;

/**
 * Decodes an image to 8-bit RGB as Pillow's `Image.open(file).convert('RGB')` does. See docs/images.md.
 * @throws ImageError if the data is damaged, cut short, of a kind that is not read, or larger than {@link MAX_IMAGE_PIXELS}
 */
export async function decodeImage(stored: StoredImage, id: string): Promise<RgbImage> {
  if (stored.kind === 'pixels') return stored.image;
  const { bytes } = stored;
  if (bytes.length === 0) throw new ImageError(id, 'is empty (0 bytes)');
  try {
    const metadata = await sharp(bytes, options).metadata();
    checkKind(metadata, id);
    return await decode(bytes, metadata);
  } catch (error) {
    if (error instanceof ImageError) throw error;
    const firstLine = reason(error).split('\n', 1)[0]!;
    throw new ImageError(id, `cannot be decoded: ${firstLine.replace(/^Input buffer /, '')}`, {
      cause: error,
    });
  }
}

function checkKind({ format, width, height, space, depth }: Metadata, id: string): void {
  if (!formats.has(format)) {
    throw new ImageError(id, `holds ${format} data; expected PNG, JPEG, WebP, AVIF, TIFF or GIF`);
  }
  if (width * height > MAX_IMAGE_PIXELS) {
    throw new ImageError(
      id,
      `is ${width} x ${height}; the limit is ${MAX_IMAGE_PIXELS} pixels, 16384 x 16384`,
    );
  }
  const isEightBit = depth === 'uchar' && ['srgb', 'b-w', 'cmyk'].includes(space);
  const isSixteenBit = depth === 'ushort' && ['rgb16', 'grey16'].includes(space);
  if (!isEightBit && !isSixteenBit) {
    throw new ImageError(
      id,
      `holds ${depth} samples in colour space ${space}, which have no agreed RGB; save it with 8 or 16 bits, grey, RGB or CMYK`,
    );
  }
}

async function decode(bytes: Uint8Array, { format, space, depth, channels }: Metadata): Promise<RgbImage> {
  const source = sharp(bytes, options);
  // Of all formats, Pillow turns TIFFs alone.
  const image = format === 'tiff' ? source.autoOrient() : source;
  if (space === 'cmyk') {
    const { size, data } = await rawBytes(image.pipelineColourspace('cmyk').toColourspace('cmyk'));
    return { ...size, data: cmykToRgb(data) };
  }
  if (depth === 'ushort') {
    const { size, data } = await rawBytes(image.removeAlpha().toColourspace(space), 'ushort');
    // A copy, because a view of 16-bit samples needs an even start.
    const samples = new Uint16Array(new Uint8Array(data).buffer);
    if (space === 'rgb16') return { ...size, data: highBytes(samples, 1) };
    return { ...size, data: channels === 1 ? grey16ToRgb(samples) : highBytes(samples, 3) };
  }
  if (format === 'gif') {
    const { size, data, rawChannels } = await rawBytes(image);
    return gifFirstFrame(bytes, { ...size, data }, rawChannels);
  }
  const { size, data } = await rawBytes(image.removeAlpha());
  return { ...size, data };
}

interface RawImage {
  readonly size: { readonly widthPx: number; readonly heightPx: number };
  readonly rawChannels: number;
  readonly data: Uint8Array;
}

async function rawBytes(image: Sharp, depth: 'uchar' | 'ushort' = 'uchar'): Promise<RawImage> {
  const { data, info } = await image.raw({ depth }).toBuffer({ resolveWithObject: true });
  return { size: { widthPx: info.width, heightPx: info.height }, rawChannels: info.channels, data };
}
