/**
 * gan-eval's FID of two folders of images in the three resize modes, with weights from a .pth file. One line of JSON a mode.
 *
 * Usage: node --import tsx bench/parity/folder-fid.ts WEIGHTS.pth REAL GENERATED
 */
import { readStateDict } from '../../src/formats/pth.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import { resizeModes } from '../../src/images/resize.js';
import { parityExtractor } from '../../test/parity/parity-extractor.js';
import { fidOfSets } from '../../test/parity/seeded-fid.js';

const [path, real, generated] = process.argv.slice(2);
if (!path || !real || !generated) throw new Error('Usage: folder-fid.ts WEIGHTS.pth REAL GENERATED');
const weights = await readStateDict(path);
for (const mode of resizeModes) {
  const extractor = parityExtractor(weights, '2048', mode);
  const fid = await fidOfSets(await openImageSet(real), await openImageSet(generated), extractor);
  await extractor.dispose();
  console.log(JSON.stringify({ mode, fid }));
}
