import type { MeasuredControl } from './measured-control.js';
import type { Measurement, NotScored } from './definition.js';
import { isScored } from './is-scored.js';

/** The score of one part alone, such as an article slot, as a score of its own: what is about other parts does not count. */
export function controlOfPart(measured: MeasuredControl, part: string): MeasuredControl {
  return {
    ...measured,
    generated: measurementOfPart(measured.generated, part),
    floor: partOf(measured.floor, part),
    ceiling: partOf(measured.ceiling, part),
  };
}

function partOf(measurement: Measurement | NotScored, part: string): Measurement | NotScored {
  return isScored(measurement) ? measurementOfPart(measurement, part) : measurement;
}

function measurementOfPart(measurement: Measurement, part: string): Measurement {
  const places = measurement.images.flatMap((image, i) => (image.part === part ? [i] : []));
  // Other parts weigh nothing, at every call.
  const all = new Float64Array(measurement.images.length);
  return {
    images: places.map((i) => measurement.images[i]!),
    score(weights) {
      places.forEach((place, i) => (all[place] = weights[i]!));
      return measurement.score(all);
    },
    parts: measurement.parts.filter((each) => each.part === part),
    leftOut: measurement.leftOut.filter((each) => each.part === part),
    curve: () => [],
    details: {},
  };
}
