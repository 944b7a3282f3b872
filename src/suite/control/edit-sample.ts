import type { Condition } from '../../conditions/condition.js';
import { kindOfEdit, type Change } from '../../conditions/edits.js';
import type { Appearance } from '../../metrics/outfit/outfit-sample.js';
import type { ImageSet } from '../../images/image-set.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
import type {
  Asked,
  Changed,
  EditView,
  InterventionSample,
} from '../../metrics/interventions/intervention-sample.js';
import type { EditImages } from './edit-images.js';
import { editViews, type EditViewer } from './edit-views.js';
import type { Listener } from '../listener.js';
import type { ArticlesByPath, OutfitKnowledge } from './outfit-sample.js';

/**
 * Looks at base and edited images, and says what each edit was to change.
 * @throws InputError, ImageError as editViews
 */
export async function editSample(
  set: ImageSet,
  pairs: readonly EditImages[],
  knowledge: Pick<OutfitKnowledge, 'articles' | 'galleries'>,
  viewer: EditViewer,
  listener: Listener,
): Promise<InterventionSample> {
  const images = pairs.flatMap(({ base, edited, source }) => [base, edited, ...(source ? [source] : [])]);
  const views = await editViews(set, images, viewer, listener);
  const { estimator, seenBy } = viewer;
  const { articles, galleries } = knowledge;
  return {
    estimator: { name: estimator.identity.name, joints: estimator.supported },
    seenBy,
    galleries,
    edits: pairs.map(({ edit, base, edited, source, noise }) => ({
      id: edited.id,
      condition: edit.base.id,
      noise,
      kind: kindOfEdit(edit),
      changed: changedOf(edit.changed, viewer.slots, source && views.get(source.index)!),
      before: askedOf(edit.base, articles),
      after: askedOf(edit.edited, articles),
      base: views.get(base.index)!,
      edited: views.get(edited.index)!,
    })),
  };
}

function changedOf(changes: readonly Change[], slots: readonly string[], source: EditView | null): Changed {
  const colours = changes.find((change) => change.kind === 'colours');
  const seenIn = (slot: string): Appearance | NotScored => {
    if (colours?.source.outfit?.get(slot) === null) {
      return { reason: 'the image whose colours were swapped in wears nothing in the slot' };
    }
    return source?.slots.get(slot)?.seen ?? { reason: 'there is no image whose colours were swapped in' };
  };
  return {
    pose: changes.some(({ kind }) => kind === 'pose'),
    slots: changes.flatMap((change) => (change.kind === 'slot' ? [change.slot] : [])),
    colours: colours ? new Map(slots.map((slot) => [slot, seenIn(slot)] as const)) : null,
  };
}

/** Slots that ask for an article whose picture shows nothing count as not known. */
function askedOf({ pose, box, outfit }: Condition, articles: ArticlesByPath): Asked {
  return {
    pose: pose && { pose, ...(box && { box }) },
    outfit: new Map(
      [...(outfit ?? [])].flatMap(([slot, path]) => {
        const article = path === null ? null : articles.get(path)!;
        return article && !isScored(article) ? [] : [[slot, article] as const];
      }),
    ),
  };
}
