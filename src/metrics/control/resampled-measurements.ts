import type { Resampling } from '../../math/cluster-bootstrap.js';
import type { Measurement, NotScored } from './definition.js';
import { isScored } from './is-scored.js';
import { notScored } from './not-scored.js';
import { conditionsOf, replicatesOf } from './replicates.js';
import type { Resampled } from './resampled.js';

/** Resamples conditions for all measurements at once. @returns in the order given; what is not scored stays so */
export function resampledMeasurements(
  all: readonly (Measurement | NotScored)[],
  resampling: Resampling,
): (Resampled | NotScored)[] {
  const measurements = all.filter(isScored<Measurement>);
  const drawn = replicatesOf(measurements, resampling);
  return all.map((part) => {
    if (!isScored(part)) return part;
    const value = part.score(new Float64Array(part.images.length).fill(1));
    if (value === undefined) return nothingScored(part);
    return { value, replicates: drawn[measurements.indexOf(part)]!, conditions: conditionsOf(part).length };
  });
}

function nothingScored(measurement: Measurement): NotScored {
  const reasons = notScored(measurement).map(({ reason, count }) => `${reason} (${count})`);
  const leftOut = measurement.leftOut.map(({ part, reason }) => `${part} is left out: ${reason}`);
  const why = reasons.length > 0 ? reasons : leftOut;
  return { reason: `no image is scored${why.length > 0 ? `: ${why.join('; ')}` : ''}` };
}
