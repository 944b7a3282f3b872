import { InputError } from '../../errors.js';
import { parseOptions } from '../define-metric.js';
import type { NotScored, PoseMeasurement, PoseScore } from './definition.js';
import { isScored } from './is-scored.js';
import type { PoseSample } from './pose-sample.js';

/** What a pose score is computed of, all looked at by one estimator. */
export interface ControlSamples {
  readonly generated: PoseSample;
  /** The same images against other conditions, see shuffledSample; or why there is none. */
  readonly floor: PoseSample | NotScored;
  /** Real images against their own poses; or why there are none. */
  readonly ceiling: PoseSample | NotScored;
}

/** A pose score of all samples, ready to be resampled. */
export interface MeasuredControl {
  readonly definition: PoseScore;
  /** Defaults included. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly generated: PoseMeasurement;
  readonly floor: PoseMeasurement | NotScored;
  readonly ceiling: PoseMeasurement | NotScored;
}

/**
 * Computes a pose score of generated images, floor and ceiling.
 * @throws InputError if the samples were not looked at by the same estimator, or as the score does
 */
export function measureControl(
  definition: PoseScore,
  { generated, floor, ceiling }: ControlSamples,
  options: Readonly<Record<string, unknown>> = {},
): MeasuredControl {
  const measured = (sample: PoseSample | NotScored) => {
    if (!isScored(sample)) return sample;
    requireSameEstimator(generated.estimator, sample.estimator);
    return definition.measure(sample, options);
  };
  return {
    definition,
    options: parseOptions(definition, options),
    generated: definition.measure(generated, options),
    floor: measured(floor),
    ceiling: measured(ceiling),
  };
}

function requireSameEstimator(a: PoseSample['estimator'], b: PoseSample['estimator']): void {
  const joints = (estimator: PoseSample['estimator']) => [...estimator.joints].sort().join(', ');
  if (a.name === b.name && joints(a) === joints(b)) return;
  throw new InputError(
    `Generated images were looked at by ${a.name} (${joints(a)}), others by ${b.name} (${joints(b)}); expected one ` +
      'estimator with the same joints. Detect all poses anew with one of them.',
  );
}
