import type { ControlScoreRecord, ControlSubject } from '../../config/control-result.js';
import type { Resampling } from '../../math/cluster-bootstrap.js';
import { controlOfPart } from '../../metrics/control/control-of-part.js';
import { controlScore } from '../../metrics/control/control-score.js';
import type { Measurement, NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
import type { MeasuredControl } from '../../metrics/control/measured-control.js';
import { notScored } from '../../metrics/control/not-scored.js';

/**
 * A measured score with its intervals, as results record it.
 * @param slots - that get a score of their own
 */
export function controlRecord(
  about: ControlSubject,
  measured: MeasuredControl,
  slots: readonly string[],
  resampling: Resampling,
): ControlScoreRecord {
  const { definition, options, generated, floor, ceiling } = measured;
  const { id, title, direction, unit } = definition;
  const threefold = <T>(of: (part: Measurement) => T) => ({
    generated: of(generated),
    floor: isScored(floor) ? of(floor) : null,
    ceiling: isScored(ceiling) ? of(ceiling) : null,
  });
  return {
    ...{ about, id, title, direction, unit, options },
    ...controlScore(measured, resampling),
    slots: slots.map((slot) => {
      const ofSlot = controlOfPart(measured, slot);
      const count = ofSlot.generated.images.filter(({ value }) => typeof value === 'number').length;
      return { slot, count, ...controlScore(ofSlot, resampling) };
    }),
    parts: generated.parts.map(({ part, count, value }) => ({
      part,
      count,
      value: value ?? null,
      floor: valueOf(floor, part),
      ceiling: valueOf(ceiling, part),
    })),
    leftOut: [...generated.leftOut],
    notScored: threefold(notScored),
    details: threefold(({ details }) => ({ ...details })),
    curve: threefold(({ curve }) => [...curve()]),
  };
}

function valueOf(measured: Measurement | NotScored, part: string): number | null {
  if (!isScored(measured)) return null;
  return measured.parts.find((each) => each.part === part)?.value ?? null;
}
