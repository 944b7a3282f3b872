import type { Side } from '../config/result.js';
import { ImageError } from '../errors.js';
import { writeFileAtomically } from '../formats/atomic-write.js';
import { decodeImage } from '../images/decode-image.js';
import { openImageSet } from '../images/open-image-set.js';
import { Mt19937 } from '../math/mt19937.js';
import { renderComparisonPage, type ComparisonPage, type Gallery } from '../reports/comparison-page.js';
import { thumbnail, type Thumbnail } from '../reports/thumbnail.js';

const SHOWN = 12;
const SEED = 0;

/** Writes the HTML report of comparisons, with a seeded choice of each image set's pictures. */
export async function writeComparisonReport(
  path: string,
  page: Omit<ComparisonPage, 'galleries'>,
): Promise<void> {
  const sides = page.entries.flatMap(({ comparison }) => [comparison.real, comparison.generated]);
  const locations = new Map(
    sides.filter(({ kind }) => kind === 'images').map((side) => [side.location, side]),
  );
  const galleries: Gallery[] = [];
  for (const side of locations.values()) galleries.push(await gallery(side));
  await writeFileAtomically(path, [Buffer.from(renderComparisonPage({ ...page, galleries }))]);
}

async function gallery({ location }: Side): Promise<Gallery> {
  const set = await openImageSet(location);
  try {
    const order = new Mt19937(SEED).permutation(set.ids.length);
    const thumbnails: Thumbnail[] = [];
    for (const index of order) {
      if (thumbnails.length === SHOWN) break;
      const id = set.ids[index]!;
      try {
        thumbnails.push(await thumbnail(id, await decodeImage(await set.read(index), id)));
      } catch (error) {
        // The comparison has named and counted it already.
        if (!(error instanceof ImageError)) throw error;
      }
    }
    return {
      label: location,
      rule: `${thumbnails.length} of ${set.ids.length} images, chosen at random (seed ${SEED}).`,
      thumbnails,
    };
  } finally {
    await set.close();
  }
}
