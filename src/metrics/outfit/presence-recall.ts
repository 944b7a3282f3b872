import { outfitScore } from './define-outfit-score.js';
import { presence, presenceOptions } from './presence.js';

/** Of the slots in which an article is asked for, the share in which something is worn, whatever it is. @source gan-eval */
export const presenceRecall = outfitScore({
  id: 'presence-recall',
  title: 'Presence recall',
  summary: 'Share of the slots with an article asked for in which something is worn.',
  direction: 'higher',
  unit: 'share',
  range: [0, 1],
  comparesTargets: true,
  source: 'gan-eval',
  options: presenceOptions,
  measure: ({ pairs }, { threshold }) =>
    presence(pairs, threshold, {
      value: (asked, worn) => (asked ? Number(worn) : undefined),
      leavesOut: ({ article }) => (article ? undefined : 'no condition asks for an article there'),
    }),
});
