import { outfitScore } from './define-outfit-score.js';
import { presence, presenceOptions } from './presence.js';

/** Of the slots that are to be empty, the share in which something is worn. @source gan-eval */
export const falseGarments = outfitScore({
  id: 'false-garments',
  title: 'False garments',
  summary: 'Share of the slots to be left empty in which something is worn.',
  direction: 'lower',
  unit: 'share',
  range: [0, 1],
  comparesTargets: true,
  source: 'gan-eval',
  options: presenceOptions,
  measure: ({ pairs }, { threshold }) =>
    presence(pairs, threshold, {
      value: (asked, worn) => (asked ? undefined : Number(worn)),
      leavesOut: ({ none }) => (none ? undefined : 'no condition asks for it to be empty'),
    }),
});
