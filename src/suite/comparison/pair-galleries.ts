import type { Comparison } from '../../config/result.js';
import { decodeImage } from '../../images/decode-image.js';
import type { ImageSet } from '../../images/image-set.js';
import { openImageSet } from '../../images/open-image-set.js';
import { formatScore } from '../../reports/format-score.js';
import type { PairGallery, Thumbnail } from '../../reports/report-data.js';
import { thumbnail } from '../../reports/thumbnail.js';

const PAIRS = 12;
const THUMBNAIL_BYTES = 16_384;

/** The image pairs that scores are about, with their pictures. Pairs that several scores name are shown once. */
export async function pairGalleries(
  entries: readonly { readonly label: string; readonly comparison: Comparison }[],
): Promise<PairGallery[]> {
  const galleries: PairGallery[] = [];
  for (const { label, comparison } of entries) {
    const pairs = comparison.scores.flatMap((score) =>
      score.status === 'ok' && score.pairs ? [score.pairs] : [],
    )[0];
    const { real, generated } = comparison;
    if (!pairs || real?.kind !== 'images' || generated.kind !== 'images') continue;
    galleries.push({
      title: `Nearest real images: ${label}`,
      explanation:
        'Generated images (left) and the real one nearest to each (right), the most suspicious first: by their distance over that of the real image to its own nearest other. A copy has distance 0.',
      pairs: await withPictures([real.location, generated.location], pairs.slice(0, PAIRS)),
    });
  }
  return galleries;
}

async function withPictures(
  [real, generated]: readonly [real: string, generated: string],
  pairs: readonly { readonly generated: string; readonly real: string; readonly distance: number }[],
): Promise<PairGallery['pairs']> {
  const realSet = await openImageSet(real);
  const generatedSet = await openImageSet(generated);
  try {
    const shown: PairGallery['pairs'][number][] = [];
    for (const pair of pairs) {
      shown.push({
        generated: await pictureOf(generatedSet, pair.generated),
        real: await pictureOf(realSet, pair.real),
        caption: `distance ${formatScore(pair.distance)}`,
      });
    }
    return shown;
  } finally {
    await realSet.close();
    await generatedSet.close();
  }
}

async function pictureOf(set: ImageSet, id: string): Promise<Thumbnail> {
  const image = await decodeImage(await set.read(set.ids.indexOf(id)), id);
  return { id, dataUri: await thumbnail(image, THUMBNAIL_BYTES) };
}
