import sharp from 'sharp';
import type { StoredImage } from '../../images/image.js';
import { Mt19937 } from '../../math/mt19937.js';

/** Images of one kind. */
export interface BenchImages {
  readonly label: string;
  readonly images: readonly StoredImage[];
}

export const imageKinds = ['jpeg', 'png'] as const;
export type ImageKind = (typeof imageKinds)[number];

const COUNT = 4;
const SEED = 7;
const CHANNELS = 3;
/** Squares of these sides, and the levels that they differ by: coarse forms and fine grain, as a photograph has, so that decoding takes as long. */
const OCTAVES = [
  { sidePx: 128, levels: 160 },
  { sidePx: 16, levels: 60 },
  { sidePx: 2, levels: 24 },
] as const;

export const imageSizes = {
  jpeg: { label: 'JPEG 1024 x 768', widthPx: 1024, heightPx: 768 },
  png: { label: 'PNG 299 x 299', widthPx: 299, heightPx: 299 },
} as const satisfies Record<ImageKind, object>;

/** Images drawn from a seed: the same ones on every machine. @param count - different ones, as files of a set are */
export async function benchImages(kind: ImageKind, count = COUNT): Promise<BenchImages> {
  const { label, widthPx, heightPx } = imageSizes[kind];
  const random = new Mt19937(SEED);
  const images: StoredImage[] = [];
  for (let i = 0; i < count; i++) {
    const pixels = await draw(random, widthPx, heightPx);
    const raw = { width: widthPx, height: heightPx, channels: CHANNELS } as const;
    const image = sharp(pixels, { raw });
    const bytes = await (kind === 'jpeg' ? image.jpeg({ quality: 92 }) : image.png()).toBuffer();
    images.push({ kind: 'encoded', bytes });
  }
  return { label, images };
}

async function draw(random: Mt19937, widthPx: number, heightPx: number): Promise<Uint8ClampedArray> {
  const pixels = new Float32Array(widthPx * heightPx * CHANNELS).fill(127.5);
  for (const { sidePx, levels } of OCTAVES) {
    const [width, height] = [Math.ceil(widthPx / sidePx), Math.ceil(heightPx / sidePx)];
    const noise = Uint8Array.from(random.integers(0, 256, width * height * CHANNELS));
    const grown = await sharp(noise, { raw: { width, height, channels: CHANNELS } })
      .resize(widthPx, heightPx, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    for (let i = 0; i < pixels.length; i++) pixels[i]! += (grown[i]! / 255 - 0.5) * levels;
  }
  return Uint8ClampedArray.from(pixels);
}
