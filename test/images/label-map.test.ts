import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ImageError } from '../../src/errors.js';
import { decodeLabelMap } from '../../src/images/label-map.js';

const GREY = 0;
const PALETTE = 3;

/** A PNG as the specification has it, of rows of bytes that are packed already. */
function png(
  widthPx: number,
  rows: readonly (readonly number[])[],
  {
    bitDepth = 8,
    colourType = GREY,
    palette,
  }: { bitDepth?: number; colourType?: number; palette?: readonly number[] },
): Buffer {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([bitDepth, colourType], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', Buffer.from(palette))] : []),
    chunk('IDAT', deflateSync(Buffer.from(rows.flatMap((row) => [0, ...row])))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('decodeLabelMap', () => {
  it('takes the samples of a grey PNG', async () => {
    const map = await decodeLabelMap(png(3, [[0, 5, 255], [12, 13, 1]], {}), 'map.png'); // prettier-ignore
    expect(map).toEqual({ widthPx: 3, heightPx: 2, labels: Uint8Array.of(0, 5, 255, 12, 13, 1) });
  });

  it.each([
    [1, [0b10100000], [1, 0, 1]],
    [2, [0b11100100], [3, 2, 1]],
    [4, [0xf0, 0x50], [15, 0, 5]],
  ])('takes samples of %i bits as they are', async (bitDepth, row, labels) => {
    expect((await decodeLabelMap(png(3, [row], { bitDepth }), 'map.png')).labels).toEqual(
      Uint8Array.from(labels),
    );
  });

  it('takes the indices of a palette, not its colours; the first of equal colours', async () => {
    const palette = [0, 0, 0, 128, 0, 0, 254, 85, 0, 128, 0, 0];
    const eight = png(4, [[2, 0, 1, 3]], { colourType: PALETTE, palette });
    expect((await decodeLabelMap(eight, 'map.png')).labels).toEqual(Uint8Array.of(2, 0, 1, 1));
    const two = png(3, [[0b10000100]], { colourType: PALETTE, bitDepth: 2, palette });
    expect((await decodeLabelMap(two, 'map.png')).labels).toEqual(Uint8Array.of(2, 0, 1));
  });

  it('refuses what holds no labels, and names it', async () => {
    const pixels = sharp({ create: { width: 4, height: 4, channels: 3, background: '#806040' } });
    const refused = async (bytes: Uint8Array, message: RegExp): Promise<void> => {
      const decoding = decodeLabelMap(bytes, 'map 7');
      await expect(decoding).rejects.toThrow(ImageError);
      await expect(decoding).rejects.toThrow(message);
    };
    await refused(await pixels.clone().jpeg().toBuffer(), /^map 7: is no PNG/);
    await refused(await pixels.clone().png().toBuffer(), /holds colours, not labels/);
    await refused(png(1, [[0, 7]], { bitDepth: 16 }), /holds 16-bit levels/);
    await refused(Buffer.alloc(0), /is no PNG/);
    await refused(png(40, [[1]], {}), /cannot be decoded/);
    await refused(png(1, [[0]], { colourType: PALETTE }), /map 7: /);
  });
});
