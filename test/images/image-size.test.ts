import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ImageError } from '../../src/errors.js';
import { decodeImage } from '../../src/images/decode-image.js';
import { imageSize } from '../../src/images/image-size.js';

describe('imageSize', () => {
  it.each(['png', 'jpeg', 'webp', 'tiff', 'gif', 'avif'] as const)(
    'is what decoding gives, for %s with an orientation too',
    async (format) => {
      const image = sharp({ create: { width: 12, height: 7, channels: 3, background: 'red' } });
      const bytes = await image.withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
      const stored = { kind: 'encoded', bytes } as const;
      const { widthPx, heightPx } = await decodeImage(stored, 'x');
      expect(await imageSize(stored, 'x')).toEqual({ widthPx, heightPx });
    },
  );

  it('is that of pixels', async () => {
    const image = { widthPx: 2, heightPx: 1, data: new Uint8Array(6) };
    expect(await imageSize({ kind: 'pixels', image }, 'x')).toEqual({ widthPx: 2, heightPx: 1 });
  });

  it('refuses what is no image, naming it', async () => {
    const bytes = readFileSync(import.meta.filename);
    await expect(imageSize({ kind: 'encoded', bytes }, 'a.png')).rejects.toThrow(ImageError);
    await expect(imageSize({ kind: 'file', path: '/nowhere/a.png' }, 'a.png')).rejects.toThrow(
      /^a\.png: no image/,
    );
  });
});
