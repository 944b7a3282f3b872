import type { Resampling } from '../../math/cluster-bootstrap.js';
import type { NotScored, Measurement } from './definition.js';
import { isScored } from './is-scored.js';
import type { MeasuredControl } from './measured-control.js';
import { normalisedControl } from './normalised-control.js';
import { notScored } from './not-scored.js';
import { conditionsOf, replicatesOf } from './replicates.js';
import { combine, type Resampled } from './resampled.js';

export interface ResampledControl {
  readonly score: Resampled | NotScored;
  readonly floor: Resampled | NotScored;
  readonly ceiling: Resampled | NotScored;
  readonly control: Resampled | NotScored;
}

/** Resamples conditions for all measurements at once. @returns in the order given */
export function resampledControl(
  all: readonly MeasuredControl[],
  resampling: Resampling,
): ResampledControl[] {
  const measurements = all.flatMap(({ generated, floor, ceiling }) =>
    [generated, floor, ceiling].filter(isScored<Measurement>),
  );
  const drawn = replicatesOf(measurements, resampling);
  const resampled = (part: Measurement | NotScored) => {
    if (!isScored(part)) return part;
    const value = part.score(new Float64Array(part.images.length).fill(1));
    if (value === undefined) return nothingScored(part);
    return { value, replicates: drawn[measurements.indexOf(part)]!, conditions: conditionsOf(part).length };
  };
  return all.map(({ definition, ...parts }) => {
    const score = resampled(parts.generated);
    const floor = resampled(parts.floor);
    const ceiling = resampled(parts.ceiling);
    const control = definition.comparesTargets
      ? combine([score, floor, ceiling], (values) =>
          normalisedControl(
            { score: values[0]!, floor: values[1]!, ceiling: values[2]! },
            definition.direction,
          ),
        )
      : {
          reason: `${definition.title} does not depend on what was asked for, so that shuffled conditions are no floor`,
        };
    return { score, floor, ceiling, control };
  });
}

function nothingScored(measurement: Measurement): NotScored {
  const reasons = notScored(measurement).map(({ reason, count }) => `${reason} (${count})`);
  const leftOut = measurement.leftOut.map(({ part, reason }) => `${part} is left out: ${reason}`);
  const why = reasons.length > 0 ? reasons : leftOut;
  return { reason: `no image is scored${why.length > 0 ? `: ${why.join('; ')}` : ''}` };
}
