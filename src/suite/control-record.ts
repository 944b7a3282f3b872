import type { ControlScoreRecord } from '../config/control-result.js';
import type { Resampling } from '../math/cluster-bootstrap.js';
import { controlScore } from '../metrics/pose/control-score.js';
import type { NotScored, PoseMeasurement } from '../metrics/pose/definition.js';
import { isScored } from '../metrics/pose/is-scored.js';
import type { MeasuredControl } from '../metrics/pose/measured-control.js';
import { notScored } from '../metrics/pose/not-scored.js';

/** A measured score with its intervals, as results record it. */
export function controlRecord(measured: MeasuredControl, resampling: Resampling): ControlScoreRecord {
  const { definition, options, generated, floor, ceiling } = measured;
  const { id, title, direction, unit } = definition;
  const threefold = <T>(of: (part: PoseMeasurement) => T) => ({
    generated: of(generated),
    floor: isScored(floor) ? of(floor) : null,
    ceiling: isScored(ceiling) ? of(ceiling) : null,
  });
  return {
    ...{ id, title, direction, unit, options },
    ...controlScore(measured, resampling),
    joints: generated.joints.map(({ joint, count, value }) => ({
      joint,
      count,
      value: value ?? null,
      floor: valueOf(floor, joint),
      ceiling: valueOf(ceiling, joint),
    })),
    leftOut: [...generated.leftOut],
    notScored: threefold(notScored),
    details: threefold(({ details }) => ({ ...details })),
    curve: threefold(({ curve }) => [...curve()]),
  };
}

function valueOf(part: PoseMeasurement | NotScored, joint: string): number | null {
  if (!isScored(part)) return null;
  return part.joints.find((each) => each.joint === joint)?.value ?? null;
}
