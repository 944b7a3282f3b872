import type { Resampling } from '../../math/cluster-bootstrap.js';
import type { NotScored } from './definition.js';
import type { MeasuredControl } from './measured-control.js';
import { normalisedControl } from './normalised-control.js';
import { combine, type Resampled } from './resampled.js';
import { resampledMeasurements } from './resampled-measurements.js';

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
  const resampled = resampledMeasurements(
    all.flatMap(({ generated, floor, ceiling }) => [generated, floor, ceiling]),
    resampling,
  );
  return all.map(({ definition }, i) => {
    const [score, floor, ceiling] = [resampled[3 * i]!, resampled[3 * i + 1]!, resampled[3 * i + 2]!];
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
