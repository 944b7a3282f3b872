import { InputError } from '../../errors.js';
import { decodeImage } from '../../images/decode-image.js';
import { openImageSet } from '../../images/open-image-set.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { exchangedConditions } from '../../metrics/control/exchanged-conditions.js';
import { isScored } from '../../metrics/control/is-scored.js';
import type { ControlSamples } from '../../metrics/control/measured-control.js';
import { noPairedCeiling, type PairedImage, type PairedSample } from '../../metrics/paired/paired-sample.js';
import { openRealImages } from './control-ceiling.js';
import type { ControlSides, ControlSource } from './control-sides.js';
import type { Listener } from '../listener.js';
import { realTargets } from './real-targets.js';
import type { SeenSet } from './seen-set.js';

/** Fewer than for other scores: each takes a comparison of all pixels. */
const ROUNDS = 2;
const COMPARED_AT = 'the size of the generated image; real images of another size are resized (clean)';

/**
 * Generated images beside the real ones of their conditions, and for the floor beside those of others. Masked is to the person: to all but
 * what is well away from the pose found in the real image.
 */
export async function pairedSamples(
  { sets, manifest, conditions }: ControlSource,
  { generated, ceiling }: ControlSides,
  seed: number,
  listener: Listener,
): Promise<ControlSamples<PairedSample>> {
  if (!isScored(ceiling)) return withoutReal(generated, ceiling);
  const real = await openRealImages(manifest, conditions.asked, sets.real);
  const made = await openImageSet(sets.images);
  try {
    if (!real) throw new InputError(`${manifest.path}: its images were there, and are no more.`);
    const targets = realTargets(real, ceiling);
    const exchanges = exchangedConditions(targets.contents, 'image', { seed, rounds: ROUNDS });
    const places = new Map(made.ids.map((id, i) => [id, i]));
    const own: PairedImage[] = [];
    const others: PairedImage[] = [];
    listener.onStage?.({ label: 'pixels', total: generated.images.length, unit: 'images' });
    for (const { id, condition } of generated.images) {
      const image = await decodeImage(await made.read(places.get(id)!), id);
      own.push({ id, condition: condition.id, values: await targets.compare(image, condition.id) });
      for (const exchange of isScored(exchanges) ? exchanges : []) {
        const targetCondition = exchange.get(condition.id);
        if (targetCondition === undefined) continue;
        const values = await targets.compare(image, targetCondition);
        others.push({ id, condition: condition.id, targetCondition, values });
      }
      listener.onAdvance?.(1);
    }
    listener.onStageEnd?.();
    return {
      generated: { comparedAt: COMPARED_AT, pairs: own },
      floor: isScored(exchanges) ? { comparedAt: COMPARED_AT, pairs: others } : exchanges,
      ceiling: noPairedCeiling,
    };
  } finally {
    await Promise.all([made.close(), real?.set.close()]);
  }
}

function withoutReal({ images }: SeenSet, reason: NotScored): ControlSamples<PairedSample> {
  const pairs = images.map(({ id, condition }) => ({ id, condition: condition.id, values: reason }));
  return { generated: { comparedAt: COMPARED_AT, pairs }, floor: reason, ceiling: noPairedCeiling };
}
