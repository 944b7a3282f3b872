import sharp, { type Metadata, type Sharp } from 'sharp';
import { ImageError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { gifHiddenColour } from './gif-hidden-colour.js';
import type { RgbImage, StoredImage } from './image.js';
import { MAX_IMAGE_PIXELS } from './limits.js';
import { cmykToRgb, grey16ToRgb, highBytes, withHiddenColour } from './to-rgb.js';

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
    const raw = await rawBytes(image.pipelineColourspace('cmyk').toColourspace('cmyk'));
    return { ...raw.size, data: cmykToRgb(raw.data) };
  }
  if (depth === 'ushort') {
    const raw = await rawBytes(image.removeAlpha().toColourspace(space), 'ushort');
    // A copy, because a view of 16-bit samples needs an even start.
    const samples = new Uint16Array(new Uint8Array(raw.data).buffer);
    if (space === 'rgb16') return { ...raw.size, data: highBytes(samples, 1) };
    return { ...raw.size, data: channels === 1 ? grey16ToRgb(samples) : highBytes(samples, 3) };
  }
  if (format === 'gif' && channels === 4) {
    const raw = await rawBytes(image);
    return { ...raw.size, data: withHiddenColour(raw.data, gifHiddenColour(bytes)) };
  }
  const raw = await rawBytes(image.removeAlpha());
  return { ...raw.size, data: raw.data };
}

async function rawBytes(
  image: Sharp,
  depth: 'uchar' | 'ushort' = 'uchar',
): Promise<{ size: { widthPx: number; heightPx: number }; data: Uint8Array }> {
  const { data, info } = await image.raw({ depth }).toBuffer({ resolveWithObject: true });
  return { size: { widthPx: info.width, heightPx: info.height }, data };
}
