import sharp from 'sharp';
import type { RgbImage } from '../images/image.js';

/** Two device pixels for each CSS pixel of the galleries. */
const LONGER_SIDE_PX = 224;
const QUALITY = 72;

export interface Thumbnail {
  readonly id: string;
  readonly dataUri: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A small lossy copy (WebP) that can stand inside a page. Smaller images keep their size. */
export async function thumbnail(id: string, { widthPx, heightPx, data }: RgbImage): Promise<Thumbnail> {
  const { data: bytes, info } = await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .resize({ width: LONGER_SIDE_PX, height: LONGER_SIDE_PX, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true });
  return {
    id,
    dataUri: `data:image/webp;base64,${bytes.toString('base64')}`,
    widthPx: info.width,
    heightPx: info.height,
  };
}
