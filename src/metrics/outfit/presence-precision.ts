import { outfitScore } from './define-outfit-score.js';
import { presence, presenceOptions } from './presence.js';

/**
 * Of the slots in which something is worn, the share in which an article is asked for. A slot that all conditions fill, or none,
 * is left out: its precision is 1, or 0, whatever the images show.
 * @source gan-eval
 */
export const presencePrecision = outfitScore({
  id: 'presence-precision',
  title: 'Presence precision',
  summary: 'Share of the slots with something worn in which an article was asked for.',
  direction: 'higher',
  unit: 'share',
  range: [0, 1],
  comparesTargets: true,
  source: 'gan-eval',
  options: presenceOptions,
  measure: ({ pairs }, { threshold }) =>
    presence(pairs, threshold, {
      value: (asked, worn) => (worn ? Number(asked) : undefined),
      leavesOut({ article, none }) {
        if (!article)
          return 'no condition asks for an article there, so that precision is 0 whatever is worn';
        return none
          ? undefined
          : 'every condition asks for an article there, so that precision is 1 whatever is worn';
      },
    }),
});
