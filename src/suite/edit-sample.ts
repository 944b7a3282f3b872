import type { Condition } from '../conditions/condition.js';
import { kindOfEdit, type Change } from '../conditions/edits.js';
import type { Appearance, Article } from '../metrics/outfit/outfit-sample.js';
import type { ImageSet } from '../images/image-set.js';
import type { NotScored } from '../metrics/control/definition.js';
import type {
  Asked,
  Changed,
  EditView,
  InterventionSample,
} from '../metrics/interventions/intervention-sample.js';
import type { EditDescriber } from './edit-describer.js';
import type { EditImages } from './edit-images.js';
import { editViews, type EditViewer } from './edit-views.js';
import type { Listener } from './listener.js';

/** Articles of conditions, described. */
export interface DescribedArticles {
  readonly byPath: ReadonlyMap<string, Article>;
  /** By slot, each article once. */
  readonly galleries: ReadonlyMap<string, readonly Article[]>;
}

/**
 * Describes every article that conditions ask for. One that shows nothing is told of, and counts as not known.
 * @throws InputError if an article's file cannot be read
 */
export async function describeArticles(
  conditions: readonly Condition[],
  describer: EditDescriber,
  listener: Listener,
): Promise<DescribedArticles> {
  const byPath = new Map<string, Article>();
  const galleries = new Map<string, Map<string, Article>>();
  const blank = new Set<string>();
  for (const { outfit } of conditions) {
    for (const [slot, path] of outfit ?? []) {
      if (path === null || blank.has(path)) continue;
      const article = byPath.get(path) ?? (await describer.article(path));
      if ('reason' in article) {
        blank.add(path);
        listener.onNotice?.(`${path}: ${article.reason}; slots that ask for it are not scored`);
        continue;
      }
      byPath.set(path, article);
      const gallery = galleries.get(slot) ?? new Map<string, Article>();
      galleries.set(slot, gallery.set(article.id, article));
    }
  }
  return {
    byPath,
    galleries: new Map([...galleries].map(([slot, gallery]) => [slot, [...gallery.values()]])),
  };
}

/**
 * Looks at base and edited images, and says what each edit was to change.
 * @throws InputError, ImageError as editViews
 */
export async function editSample(
  set: ImageSet,
  pairs: readonly EditImages[],
  articles: DescribedArticles,
  viewer: EditViewer,
  listener: Listener,
): Promise<InterventionSample> {
  const images = pairs.flatMap(({ base, edited, source }) => [base, edited, ...(source ? [source] : [])]);
  const views = await editViews(set, images, viewer, listener);
  const { estimator, describer } = viewer;
  return {
    estimator: { name: estimator.identity.name, joints: estimator.supported },
    seenBy: describer.seenBy,
    galleries: articles.galleries,
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

function askedOf({ pose, box, outfit }: Condition, { byPath }: DescribedArticles): Asked {
  return {
    pose: pose && { pose, ...(box && { box }) },
    outfit: new Map(
      [...(outfit ?? [])].flatMap(([slot, path]) => {
        const article = path === null ? null : byPath.get(path);
        return article === undefined ? [] : [[slot, article] as const];
      }),
    ),
  };
}
