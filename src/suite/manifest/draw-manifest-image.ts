import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';
import type { Condition, PictureSize } from '../../conditions/condition.js';
import type { Manifest } from '../../conditions/open-manifest.js';
import { poseOverlay } from '../../conditions/pose-overlay.js';
import { scalePoints } from '../../conditions/transform-points.js';
import { UsageError } from '../../errors.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { decodeImage } from '../../images/decode-image.js';
import { readImage } from '../../images/read-image.js';
import { openManifestImages } from './manifest-images.js';

/** Lines drawn over a small picture would hide it, a large one takes long to open. */
const HEIGHT_PX = { least: 512, most: 1024 };
const CAPTION_PX = 20;
const EMPTY_SLOT = '#d9d9d9';

/**
 * Draws an image with its pose and boxes over it and its articles beside it.
 * @param set - the images, if they are not where the manifest is
 * @param out - a .png, .jpg or .webp file
 * @throws ImageError if the image or an article cannot be read
 */
export async function drawManifestImage(
  manifest: Manifest,
  condition: Condition,
  out: string,
  set?: string,
): Promise<void> {
  if (!/\.(?:png|jpe?g|webp)$/i.test(out)) {
    throw new UsageError(`${out}: cannot be drawn to; expected a name that ends in .png, .jpg or .webp.`);
  }
  const images = await openManifestImages(manifest, set);
  try {
    const image = await decodeImage(await images.read(condition.file), condition.file);
    const heightPx = Math.min(Math.max(image.heightPx, HEIGHT_PX.least), HEIGHT_PX.most);
    const widthPx = Math.max(1, Math.round((image.widthPx * heightPx) / image.heightPx));
    const picture = await sharp(image.data, {
      raw: { width: image.widthPx, height: image.heightPx, channels: 3 },
    })
      .resize(widthPx, heightPx, { fit: 'fill' })
      .png()
      .toBuffer();
    const articles = [...(condition.outfit ?? [])];
    const cellPx = Math.floor(heightPx / Math.max(articles.length, 4));
    const layers: OverlayOptions[] = [
      { input: picture, left: 0, top: 0 },
      { input: overlay(condition, image, { widthPx, heightPx }), left: 0, top: 0 },
    ];
    for (const [i, [slot, article]] of articles.entries()) {
      const place = { left: widthPx, top: i * cellPx };
      layers.push({ input: await drawArticle(manifest.folder, article, cellPx - CAPTION_PX), ...place });
      layers.push({ input: caption(slot, article, cellPx), ...place });
    }
    const drawn = sharp({
      create: {
        width: widthPx + (articles.length > 0 ? cellPx : 0),
        height: heightPx,
        channels: 3,
        background: '#fff',
      },
    }).composite(layers);
    await writeFileAtomically(out, [await drawn.removeAlpha().toFormat(formatOf(out)).toBuffer()]);
  } finally {
    await images.close();
  }
}

function formatOf(out: string): 'png' | 'jpeg' | 'webp' {
  if (/\.png$/i.test(out)) return 'png';
  return /\.webp$/i.test(out) ? 'webp' : 'jpeg';
}

function overlay({ pose, box, headBox, size }: Condition, image: PictureSize, drawn: PictureSize): Buffer {
  const measured = size ?? image;
  const [scaleX, scaleY] = [drawn.widthPx / measured.widthPx, drawn.heightPx / measured.heightPx];
  const frames = [box, headBox].flatMap((frame) =>
    frame
      ? [
          {
            x: frame.x * scaleX,
            y: frame.y * scaleY,
            width: frame.width * scaleX,
            height: frame.height * scaleY,
          },
        ]
      : [],
  );
  return Buffer.from(poseOverlay(drawn, pose && scalePoints(pose, measured, drawn), frames));
}

async function drawArticle(folder: string, article: string | null, sizePx: number): Promise<Buffer> {
  if (article === null) {
    return sharp({ create: { width: sizePx, height: sizePx, channels: 3, background: EMPTY_SLOT } })
      .png()
      .toBuffer();
  }
  const stored = await readImage(article, 0, () => readFile(join(folder, article)));
  const { data, widthPx, heightPx } = await decodeImage(stored, article);
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .resize(sizePx, sizePx, { fit: 'contain', background: '#fff' })
    .png()
    .toBuffer();
}

/** The slot's name below its article, and in an empty field that it is empty. */
function caption(slot: string, article: string | null, sizePx: number): Buffer {
  const name = slot.replace(/[<>&]/g, ' ');
  const empty = article === null ? `<text x="4" y="${sizePx / 2}">nothing</text>` : '';
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sizePx}" height="${sizePx}">` +
      `<g font-family="sans-serif" font-size="12" fill="#333">${empty}<text x="4" y="${sizePx - 6}">${name}</text></g></svg>`,
  );
}
