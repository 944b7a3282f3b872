import type { ControlImage } from '../../config/control-result.js';
import type { MeasuredControl } from '../../metrics/control/measured-control.js';
import type { SeenImage } from './seen-set.js';

/** Every generated image with what was seen in it and what each score gives it. */
export function controlImages(
  images: readonly SeenImage[],
  measured: readonly MeasuredControl[],
): ControlImage[] {
  const records = images.map(({ id, condition, pose }): ControlImage => ({
    id,
    condition: condition.id,
    joints: pose?.keypoints.map((joint) => joint && [joint.x, joint.y]) ?? null,
    scores: {},
    slots: {},
  }));
  const byId = new Map(records.map((record) => [record.id, record]));
  for (const { definition, generated } of measured) {
    for (const { id, part, value } of generated.images) {
      if (typeof value !== 'number') continue;
      const { scores, slots } = byId.get(id)!;
      if (part === undefined) scores[definition.id] = value;
      else slots[part] = { ...slots[part], [definition.id]: value };
    }
  }
  return records;
}
