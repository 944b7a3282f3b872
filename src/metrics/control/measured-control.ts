import { InputError } from '../../errors.js';
import { parseOptions } from '../define-metric.js';
import type {
  ControlScoreDefinition,
  ControlScoreDescription,
  Measurement,
  NotScored,
} from './definition.js';
import { isScored } from './is-scored.js';

/** What a control score is computed of, all looked at in the same way. */
export interface ControlSamples<Sample extends object> {
  readonly generated: Sample;
  /** The same images against other conditions; or why there is none. */
  readonly floor: Sample | NotScored;
  /** Real images against their own conditions; or why there are none. */
  readonly ceiling: Sample | NotScored;
}

/** A control score of all samples, ready to be resampled. */
export interface MeasuredControl {
  readonly definition: ControlScoreDescription;
  /** Defaults included. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly generated: Measurement;
  readonly floor: Measurement | NotScored;
  readonly ceiling: Measurement | NotScored;
}

/**
 * Computes a control score of generated images, floor and ceiling.
 * @throws InputError if the samples were not looked at in the same way, or as the score does
 */
export function measureControl<Sample extends object>(
  definition: ControlScoreDefinition<Sample>,
  { generated, floor, ceiling }: ControlSamples<Sample>,
  options: Readonly<Record<string, unknown>> = {},
): MeasuredControl {
  const measured = (sample: Sample | NotScored) => {
    if (!isScored(sample)) return sample;
    requireSame(definition.seenBy(generated), definition.seenBy(sample));
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

function requireSame(generated: string, others: string): void {
  if (generated === others) return;
  throw new InputError(
    `Generated images were looked at by ${generated}, others by ${others}; expected the same. Look at all anew with one of them.`,
  );
}
