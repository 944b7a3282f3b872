import { drawArticle } from '../../fixtures/mannequins/draw-article.js';
import { drawFigure, drawParsing, widthFor } from '../../fixtures/mannequins/draw-figure.js';
import { FRAME, type Slot } from '../../fixtures/mannequins/figure.js';
import { mannequin } from '../../fixtures/mannequins/mannequin.js';
import { rasterise, rasteriseLabels } from '../../fixtures/mannequins/rasterise.js';
import { decodeImage } from '../../src/images/decode-image.js';
import { decodeLabelMap } from '../../src/images/label-map.js';

/** A mannequin with all that is known of it. */
export async function mannequinPicture(seed: number, heightPx: number) {
  const figure = mannequin(seed);
  const [scaleX, scaleY] = [widthFor(heightPx) / FRAME.width, heightPx / FRAME.height];
  const bytes = await rasterise(drawFigure(figure, heightPx));
  return {
    figure,
    image: await decodeImage({ kind: 'encoded', bytes }, `mannequin ${seed}`),
    parsing: await decodeLabelMap(await rasteriseLabels(drawParsing(figure, heightPx)), `map ${seed}`),
    joints: figure.pose.keypoints.map(({ x, y }) => ({ x: x * scaleX, y: y * scaleY })),
    articlePicture: (slot: Slot) => rasterise(drawArticle(slot, figure.outfit[slot], 96)),
  };
}
