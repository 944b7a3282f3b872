import { readdir, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ImageError } from '../../src/errors.js';
import { decodeImage } from '../../src/images/decode-image.js';
import type { RgbImage } from '../../src/images/image.js';
import { goldenArrays, goldenPath } from './golden-arrays.js';

const folder = goldenPath('decode/');
const expected = await goldenArrays('decode.npz');
const files = (await readdir(folder)).filter((file) => !file.startsWith('refused')).sort();

async function bytesOf(file: string): Promise<Buffer> {
  return readFile(folder + file);
}

async function decode(bytes: Uint8Array): Promise<RgbImage> {
  return decodeImage({ kind: 'encoded', bytes }, 'x.png');
}

/**
 * Grey levels by which a file may differ from Pillow. AVIF alone: libheif and libavif round the colour conversion
 * differently, and enlarge subsampled chroma with different filters (a picture of 23 x 17 with hard edges is the worst case).
 */
function toleranceFor(file: string): number {
  if (file === '420.avif') return 60;
  return file.endsWith('.avif') ? 1 : 0;
}

describe('decodeImage', () => {
  it('has a golden array for each file', () => {
    expect([...expected.keys()].sort()).toEqual(files);
  });

  it.each(files)('sees %s as Pillow does', async (file) => {
    const image = await decode(await bytesOf(file));
    const golden = expected.get(file)!;
    expect([image.heightPx, image.widthPx, 3]).toEqual(golden.dims);
    expect(image.data.length).toBe(golden.data.length);
    let worst = 0;
    for (let i = 0; i < image.data.length; i++) {
      worst = Math.max(worst, Math.abs(image.data[i]! - Number(golden.data[i])));
    }
    expect(worst).toBeLessThanOrEqual(toleranceFor(file));
  });

  it('passes pixels through', async () => {
    const image = { widthPx: 1, heightPx: 1, data: Uint8Array.of(1, 2, 3) };
    expect(await decodeImage({ kind: 'pixels', image }, 'arr_0[0]')).toBe(image);
  });

  it('reads an image of one pixel', async () => {
    const bytes = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#010203' } })
      .png()
      .toBuffer();
    expect(await decode(bytes)).toMatchObject({ widthPx: 1, heightPx: 1 });
    expect([...(await decode(bytes)).data]).toEqual([1, 2, 3]);
  });

  it.each(['420.jpg', '422-progressive.jpg', 'rgb.png', 'rgb.tif', 'lossy.webp', 'palette.gif', '444.avif'])(
    'refuses %s cut short',
    async (file) => {
      const bytes = await bytesOf(file);
      for (const part of [0.95, 0.6, 0.1]) {
        const cut = decode(bytes.subarray(0, Math.floor(bytes.length * part)));
        await expect(cut, `${part}`).rejects.toThrow(ImageError);
        await expect(cut, `${part}`).rejects.toThrow(/^x\.png: cannot be decoded: [^\n]+$/);
      }
    },
  );

  it('refuses corrupt data, and reads a JPEG with harmless oddities', async () => {
    const png = await bytesOf('rgb.png');
    png[Math.floor(png.length * 0.6)]! ^= 0x55;
    await expect(decode(png)).rejects.toThrow(ImageError);
    const jpeg = await bytesOf('420.jpg');
    const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
    const odd = Buffer.concat([
      jpeg.subarray(0, scan),
      Buffer.from([1, 2, 3]),
      jpeg.subarray(scan),
      Buffer.alloc(9),
    ]);
    expect((await decode(odd)).data).toEqual((await decode(jpeg)).data);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), /^x\.png: is empty \(0 bytes\)$/],
    ['text', Buffer.from('hello, world'), /^x\.png: cannot be decoded: /],
    [
      'SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'),
      /holds svg data; expected PNG/,
    ],
  ])('refuses %s', async (_, bytes, message) => {
    await expect(decode(bytes)).rejects.toThrow(ImageError);
    await expect(decode(bytes)).rejects.toThrow(message);
  });

  it.each(['refused-float.tif', 'refused-int32.tif'])(
    'refuses %s, whose scale is not known',
    async (file) => {
      await expect(decode(await bytesOf(file))).rejects.toThrow(/holds (float|int) samples/);
    },
  );

  it('refuses 20,000 x 20,000 without decoding it', async () => {
    // A PNG header says so; the pixels behind it do not even exist.
    const huge = withPngSize(await bytesOf('rgb.png'), 20_000, 20_000);
    await expect(decode(huge)).rejects.toThrow(/^x\.png: is 20000 x 20000; the limit is 268435456 pixels/);
  });
});

function withPngSize(png: Buffer, widthPx: number, heightPx: number): Buffer {
  const copy = Buffer.from(png);
  copy.writeUInt32BE(widthPx, 16);
  copy.writeUInt32BE(heightPx, 20);
  copy.writeUInt32BE(crc32(copy.subarray(12, 29)), 29);
  return copy;
}
