import { z } from 'zod';
import { isScored } from '../control/is-scored.js';
import { outfitScore } from './define-outfit-score.js';
import { meanOfSlots } from './mean-of-slots.js';

/** Share of the slots in which an article is asked for whose region was not found, such as of images that show nobody. */
export const unseenSlots = outfitScore({
  id: 'unseen-slots',
  title: 'Unseen slots',
  summary: 'Share of the articles asked for whose place in the image was not found.',
  direction: 'lower',
  unit: 'share',
  range: [0, 1],
  comparesTargets: false,
  source: 'gan-eval',
  options: z.strictObject({}),
  measure: ({ pairs }) =>
    meanOfSlots(
      pairs,
      pairs.map(({ asked, seen }) => {
        if (!asked) return undefined;
        return isScored(seen) ? 0 : 1;
      }),
    ),
});
