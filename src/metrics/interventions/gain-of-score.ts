import type { ControlScoreDefinition, ImageValue, NotScored } from '../control/definition.js';
import type { EditView, InterventionSample, ViewedEdit } from './intervention-sample.js';

/** How a score of single images becomes the gain of edits. */
export interface GainSource<Pair extends { readonly id: string }, Sample> {
  readonly score: ControlScoreDefinition<Sample>;
  /** -1: where the score asks for what is to be gone, more of it is less gain. Default 1. */
  readonly sign?: 1 | -1;
  /** What the edit has changed, one of its images against the target of the change; empty if it changes nothing of the kind. */
  readonly pairsOf: (edit: ViewedEdit, view: EditView, id: string) => readonly Pair[];
  readonly sampleOf: (pairs: readonly Pair[], sample: InterventionSample) => Sample;
}

/**
 * What edits gained: the score of the edited images against the new target, less that of the base images against the same target; the
 * other way round for scores of which lower is better, so that more is always better. All images are scored in one sample, so that what
 * a score takes from its sample is the same for both.
 * @returns a value an edit, or one for each of its parts
 */
export function gainOfScore<Pair extends { readonly id: string }, Sample>(
  sample: InterventionSample,
  { score, sign = 1, pairsOf, sampleOf }: GainSource<Pair, Sample>,
): ImageValue[] {
  const baseId = (id: string) => `${id} [base]`;
  const pairs = sample.edits.flatMap((edit) => [
    ...pairsOf(edit, edit.edited, edit.id),
    ...pairsOf(edit, edit.base, baseId(edit.id)),
  ]);
  if (pairs.length === 0) return [];
  const { images } = score.measure(sampleOf(pairs, sample), {});
  const place = (id: string, part: string | undefined) => JSON.stringify([id, part]);
  const values = new Map(images.map(({ id, part, value }) => [place(id, part), value]));
  const edits = new Map(sample.edits.map((edit) => [edit.id, edit]));
  const factor = score.direction === 'higher' ? sign : -sign;
  return images.flatMap(({ id, part, value }) => {
    const edit = edits.get(id);
    if (!edit) return [];
    const base = values.get(place(baseId(id), part))!;
    return [{ id, part, conditions: [edit.condition], value: difference(value, base, factor) }];
  });
}

function difference(
  edited: number | NotScored,
  base: number | NotScored,
  factor: number,
): number | NotScored {
  if (typeof edited !== 'number') return edited;
  if (typeof base !== 'number') return { reason: `in the base image, ${base.reason}` };
  return factor * (edited - base);
}
