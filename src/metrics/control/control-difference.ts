import { InputError } from '../../errors.js';
import type { Resampling } from '../../math/cluster-bootstrap.js';
import type { NotScored } from './definition.js';
import { estimate, type Estimate } from './estimate.js';
import type { MeasuredControl } from './measured-control.js';
import { combine, type Resampled } from './resampled.js';
import { resampledControl } from './resampled-control.js';

/** How much more one generator's score is than another's. */
export interface ControlDifference {
  readonly score: Estimate;
  /** Of normalised control. */
  readonly control: Estimate;
}

/**
 * Candidate less baseline, on the same conditions. Conditions are resampled for both at once, so that what makes a condition hard
 * for both cancels and the interval is that of the difference itself.
 * @throws InputError if the two are not the same score with the same options, or their conditions are not the same
 */
export function controlDifference(
  candidate: MeasuredControl,
  baseline: MeasuredControl,
  resampling: Resampling,
): ControlDifference {
  requireSameScore(candidate, baseline);
  requireSameConditions(candidate, baseline);
  const [a, b] = resampledControl([candidate, baseline], resampling);
  return {
    score: estimate(difference(a!.score, b!.score)),
    control: estimate(difference(a!.control, b!.control)),
  };
}

function difference(a: Resampled | NotScored, b: Resampled | NotScored): Resampled | NotScored {
  return combine([a, b], (values) => values[0]! - values[1]!);
}

function requireSameScore(a: MeasuredControl, b: MeasuredControl): void {
  const name = ({ definition, options }: MeasuredControl) => `${definition.id} ${JSON.stringify(options)}`;
  if (name(a) === name(b)) return;
  throw new InputError(`Expected the difference of one score, got ${name(a)} and ${name(b)}.`);
}

function requireSameConditions(a: MeasuredControl, b: MeasuredControl): void {
  const conditions = ({ generated }: MeasuredControl) =>
    new Set(generated.images.map((image) => image.conditions[0]!));
  const [ofA, ofB] = [conditions(a), conditions(b)];
  const onlyA = [...ofA].filter((condition) => !ofB.has(condition));
  const onlyB = [...ofB].filter((condition) => !ofA.has(condition));
  if (onlyA.length + onlyB.length === 0) return;
  throw new InputError(
    `A paired difference needs the same conditions; the candidate has ${onlyA.length} that the baseline lacks, the ` +
      `baseline ${onlyB.length} that the candidate lacks (such as ${(onlyA[0] ?? onlyB[0])!}). ` +
      'Make images of the same manifest with both generators.',
  );
}
