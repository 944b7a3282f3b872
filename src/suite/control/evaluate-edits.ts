import type { InterventionsResult } from '../../config/interventions-result.js';
import type { Condition } from '../../conditions/condition.js';
import { editsOf, type Edit } from '../../conditions/edits.js';
import type { Resampling } from '../../math/cluster-bootstrap.js';
import type { ImageSet } from '../../images/image-set.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
import type { InterventionSample } from '../../metrics/interventions/intervention-sample.js';
import type { JoinedImage } from './control-join.js';
import { editImages, requirePairs } from './edit-images.js';
import { editRecord } from './edit-record.js';
import { editSample } from './edit-sample.js';
import type { EditViewer } from './edit-views.js';
import type { Listener } from '../listener.js';
import { galleriesOf, type ArticlesByPath, type OutfitKnowledge } from './outfit-sample.js';

/** A set of images, joined with conditions. */
export interface EditSet {
  readonly set: ImageSet;
  readonly joined: readonly JoinedImage[];
}

export interface EditSets {
  /** All of the manifest's. */
  readonly conditions: readonly Condition[];
  /** Every article that they ask for. */
  readonly articles: ArticlesByPath;
  readonly generated: EditSet;
  /** Or why there are none. */
  readonly real: EditSet | NotScored;
}

/**
 * Scores the edits of a manifest: what was gained on what they change, what leaked into what they hold.
 * @returns undefined if the manifest has no edits
 * @throws InputError if edits or images cannot be used, or a generated image of an edit is missing
 */
export async function evaluateEdits(
  { conditions, articles, generated, real }: EditSets,
  viewer: EditViewer,
  resampling: Resampling,
  listener: Listener = {},
): Promise<InterventionsResult | undefined> {
  const edits = editsOf(conditions);
  if (edits.length === 0) return undefined;
  const pairs = requirePairs(editImages(edits, generated.joined), generated.set.location);
  const knowledge = { articles, galleries: galleriesOf(conditions, articles) };
  const sample = await editSample(generated.set, pairs, knowledge, viewer, listener);
  const realSample = isScored(real) ? await sampleOfReal(real, edits, knowledge, viewer, listener) : real;
  return editRecord({ generated: sample, real: realSample }, resampling);
}

/** Real images of both conditions of an edit may be had for some only. */
async function sampleOfReal(
  { set, joined }: EditSet,
  edits: readonly Edit[],
  knowledge: Pick<OutfitKnowledge, 'articles' | 'galleries'>,
  viewer: EditViewer,
  listener: Listener,
): Promise<InterventionSample | NotScored> {
  const { pairs } = editImages(edits, joined);
  if (pairs.length > 0) return editSample(set, pairs, knowledge, viewer, listener);
  return {
    reason: `${set.location} has no real images of both the base and the edited condition of an edit`,
  };
}
