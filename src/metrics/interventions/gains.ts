import type { ImageValue } from '../control/definition.js';
import { articleSimilarity } from '../outfit/article-similarity.js';
import type { OutfitScore } from '../outfit/definition.js';
import type { Article, OutfitPair, OutfitSample } from '../outfit/outfit-sample.js';
import { paletteDistance } from '../outfit/palette-distance.js';
import { retrieval } from '../outfit/retrieval.js';
import type { PoseScore } from '../pose/definition.js';
import { oks } from '../pose/oks.js';
import { pck } from '../pose/pck.js';
import type { PosePair } from '../pose/pose-sample.js';
import { gainOfScore, type GainSource } from './gain-of-score.js';
import type { Asked, EditView, InterventionSample, ViewedEdit } from './intervention-sample.js';
import { wornGain } from './worn-gain.js';

/** How much nearer an edit brought an image to what was newly asked for. 0: the edit did nothing; more is better. */
export interface GainDefinition {
  readonly id: string;
  readonly title: string;
  /** What it says, in a sentence. */
  readonly summary: string;
  readonly unit: string;
  /** Values of the edits that change what it is about: one an edit, or one for each slot. */
  readonly values: (sample: InterventionSample) => ImageValue[];
}

/** Every gain, in the order in which they are listed. */
export const gains: readonly GainDefinition[] = [
  poseGain('pose-oks', 'Pose, OKS', 'OKS to the new pose', oks),
  poseGain('pose-pck', 'Pose, PCK', 'PCK@0.2 to the new pose', pck),
  articleGain('article-retrieval', 'New article, R@1', 'retrieval of the new article', retrieval(1), 'after'),
  articleGain('article-similarity', 'New article, similarity', 'similarity to the new article', articleSimilarity, 'after'),
  articleGain('article-palette', 'New article, colours', 'nearness of the palette to the new article’s', paletteDistance, 'after'),
  articleGain('old-article', 'Old article gone', 'similarity to the old article that is gone', articleSimilarity, 'before'),
  {
    id: 'worn',
    title: 'Put on, taken off',
    summary: 'Certainty that the slot is worn, after less before; before less after where the slot was emptied.',
    unit: 'probability',
    values: wornGain,
  },
  {
    id: 'colours',
    title: 'Colours',
    summary: 'Nearness of the palette of each slot to that of the image whose colours were swapped in, after less before.',
    unit: paletteDistance.unit,
    values: (sample) => [
      ...gainOfScore(sample, outfitSource(paletteDistance, colourTargets)),
      ...unknownColours(sample),
    ],
  },
]; // prettier-ignore

function poseGain(id: string, title: string, what: string, score: PoseScore): GainDefinition {
  const source: GainSource<PosePair, Parameters<PoseScore['measure']>[0]> = {
    score,
    pairsOf: ({ changed, condition, after: { pose } }, view, image) =>
      changed.pose && pose ? [{ id: image, condition, target: pose, predicted: view.pose }] : [],
    sampleOf: (pairs, { estimator }) => ({ estimator, pairs }),
  };
  const summary = `${what}, after the edit less before.`;
  return { id, title, summary, unit: score.unit, values: (sample) => gainOfScore(sample, source) };
}

function articleGain(
  id: string,
  title: string,
  what: string,
  score: OutfitScore,
  when: 'before' | 'after',
): GainDefinition {
  const targets = (edit: ViewedEdit) => articlesOf(edit.changed.slots, edit[when]);
  const source = { ...outfitSource(score, targets), sign: when === 'after' ? 1 : -1 } as const;
  const summary = `${what}, ${when === 'after' ? 'after the edit less before' : 'before the edit less after'}.`;
  return { id, title, summary, unit: score.unit, values: (sample) => gainOfScore(sample, source) };
}

/** What a slot is compared with. */
type SlotTargets = readonly (readonly [slot: string, target: Article])[];

function articlesOf(slots: readonly string[], { outfit }: Asked): SlotTargets {
  return slots.flatMap((slot) => {
    const article = outfit.get(slot);
    return article ? [[slot, article] as const] : [];
  });
}

/** What shows the colours that were swapped in, of the slots in which the edited image is to wear something, too. */
function colourTargets(edit: ViewedEdit): SlotTargets {
  return swappedColours(edit).flatMap(([slot, source]) =>
    'reason' in source ? [] : [[slot, { ...source, id: `colours of ${edit.id}` }] as const],
  );
}

function unknownColours({ edits }: InterventionSample): ImageValue[] {
  return edits.flatMap((edit) =>
    swappedColours(edit).flatMap(([part, source]) =>
      'reason' in source ? [{ id: edit.id, part, conditions: [edit.condition], value: source }] : [],
    ),
  );
}

function swappedColours({ changed, after }: ViewedEdit) {
  return [...(changed.colours ?? [])].filter(([slot]) => after.outfit.get(slot) !== null);
}

function outfitSource(
  score: OutfitScore,
  targetsOf: (edit: ViewedEdit) => SlotTargets,
): GainSource<OutfitPair, OutfitSample> {
  return {
    score,
    pairsOf: (edit: ViewedEdit, view: EditView, id) =>
      targetsOf(edit).map(([slot, asked]) => {
        const seen = view.slots.get(slot) ?? UNSEEN;
        return { id, slot, condition: edit.condition, asked, own: asked.id, ...seen };
      }),
    sampleOf: (pairs, { seenBy, galleries }) => ({ seenBy, pairs, galleries: withTargets(galleries, pairs) }),
  };
}

const UNSEEN = {
  seen: { reason: 'the slot was not looked at' },
  worn: { reason: 'the slot was not looked at' },
} as const;

/** The galleries with targets that are no articles of conditions, each once. */
function withTargets(
  galleries: InterventionSample['galleries'],
  pairs: readonly OutfitPair[],
): OutfitSample['galleries'] {
  const known = new Map(
    Array.from(galleries, ([slot, gallery]) => [slot, new Map(gallery.map((each) => [each.id, each]))]),
  );
  for (const { slot, asked } of pairs) {
    const gallery = known.get(slot) ?? new Map<string, Article>();
    if (asked && !gallery.has(asked.id)) known.set(slot, gallery.set(asked.id, asked));
  }
  return new Map(Array.from(known, ([slot, gallery]) => [slot, [...gallery.values()]]));
}
