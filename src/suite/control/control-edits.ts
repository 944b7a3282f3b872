import type { InterventionsResult } from '../../config/interventions-result.js';
import { editsOf } from '../../conditions/edits.js';
import { ImageError, InputError } from '../../errors.js';
import { openImageSet } from '../../images/open-image-set.js';
import type { Resampling } from '../../math/cluster-bootstrap.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
import type { PoseEstimator } from '../../pose/pose-estimator.js';
import { openRealImages } from './control-ceiling.js';
import { joinImages } from './control-join.js';
import type { ControlSource } from './control-sides.js';
import { evaluateEdits } from './evaluate-edits.js';
import type { Listener } from '../listener.js';
import type { OutfitEye } from './outfit-eye.js';
import { describeEye, type OutfitKnowledge } from './outfit-sample.js';
import type { SeenSet } from './seen-set.js';

/** What looks at edits. */
export interface EditEyes {
  readonly estimator: PoseEstimator;
  readonly outfits: OutfitEye;
  readonly knowledge: Pick<OutfitKnowledge, 'articles' | 'worn'>;
}

/**
 * Scores the edits of a manifest among generated images, beside those among real ones.
 * @returns null if the manifest has none
 * @throws InputError if edits or images cannot be used
 */
export async function controlEdits(
  { sets, manifest, conditions }: ControlSource,
  { estimator, outfits, knowledge }: EditEyes,
  ceiling: SeenSet | NotScored,
  resampling: Resampling,
  listener: Listener,
): Promise<InterventionsResult | null> {
  if (editsOf(conditions.all).length === 0) return null;
  const set = await openImageSet(sets.images);
  const real = isScored(ceiling) ? await openRealImages(manifest, conditions.all, sets.real) : undefined;
  const { slots, regions } = manifest;
  const { articles, worn } = knowledge;
  try {
    const result = await evaluateEdits(
      {
        ...{ conditions: conditions.all, articles },
        generated: { set, joined: joinImages(set.ids, conditions.all) },
        real: isScored(ceiling) ? real! : ceiling,
      },
      { ...{ estimator, slots, regions, worn }, describer: outfits, seenBy: describeEye(outfits) },
      resampling,
      listener,
    );
    return result ?? null;
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    throw new InputError(`${error.message}. Repair or remove it.`, { cause: error });
  } finally {
    await Promise.all([set.close(), real?.set.close()]);
  }
}
