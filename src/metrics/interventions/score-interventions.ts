import { InputError } from '../../errors.js';
import type { Resampling } from '../../math/cluster-bootstrap.js';
import type { Measurement, NotScored } from '../control/definition.js';
import { estimate, type Estimate } from '../control/estimate.js';
import { isScored } from '../control/is-scored.js';
import { notScored } from '../control/not-scored.js';
import { combine, type Resampled } from '../control/resampled.js';
import { resampledMeasurements } from '../control/resampled-measurements.js';
import { checkInterventionSample } from './check-intervention-sample.js';
import { gains, type GainDefinition } from './gains.js';
import type { InterventionSample, ViewedEdit } from './intervention-sample.js';
import { leakages, type LeakageDefinition } from './leakages.js';
import { measurementOfValues } from './measurement-of-values.js';
import { strangers } from './strangers.js';

/** Values that cannot be computed, by reason. */
type Reasons = readonly (NotScored & { readonly count: number })[];

export interface ScoredGain {
  readonly definition: GainDefinition;
  /** Of the generated images; 0 if the edit did nothing. */
  readonly gain: Estimate;
  /** What real images of both conditions gain. */
  readonly ceiling: Estimate;
  /** gain / ceiling. */
  readonly normalised: Estimate;
  readonly notScored: Reasons;
}

export interface ScoredLeakage {
  readonly definition: LeakageDefinition;
  /** Between each generated base image and its edited image; 0 if nothing changed. */
  readonly drift: Estimate;
  /** The same between real images of both conditions: what the estimators see where all else is held. */
  readonly noise: Estimate;
  /** Between generated base images and edited images of other conditions. */
  readonly unrelated: Estimate;
  /** drift / unrelated: 0 nothing changed, 1 as different as two images that have nothing to do with each other. */
  readonly leakage: Estimate;
  /** noise / unrelated. */
  readonly leakageOfNoise: Estimate;
  readonly notScored: Reasons;
}

/** All that is scored of the edits that change the same things. */
export interface ScoredKind {
  readonly kind: string;
  readonly edits: number;
  /** Base conditions. */
  readonly conditions: number;
  /** What the edits change; those that are about something else are left out. */
  readonly gains: readonly ScoredGain[];
  /** What the edits hold. */
  readonly leakages: readonly ScoredLeakage[];
}

export interface InterventionSamples {
  readonly generated: InterventionSample;
  /** Real images of the same conditions, base and edited, or why there are none. */
  readonly real: InterventionSample | NotScored;
}

/**
 * Scores edits by kind: what was gained on what they change, what leaked into what they hold. All of a kind are resampled together,
 * base condition by base condition.
 * @returns in the order in which kinds occur; empty if there are no edits
 * @throws InputError if an edit comes twice, embeddings differ in width, or real images were looked at in another way
 */
export function scoreInterventions(
  { generated, real }: InterventionSamples,
  resampling: Resampling,
): ScoredKind[] {
  checkInterventionSample(generated);
  if (isScored(real)) {
    checkInterventionSample(real);
    requireSameView(generated, real);
  }
  const kinds = [...new Set(generated.edits.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const own = ofKind(generated, kind);
    return {
      kind,
      edits: own.edits.length,
      conditions: new Set(own.edits.map(({ condition }) => condition)).size,
      ...scoreKind(own, isScored(real) ? ofKind(real, kind) : real, resampling),
    };
  });
}

/** In order, so that the order given cannot change a bit. */
function ofKind(sample: InterventionSample, kind: string): InterventionSample {
  const edits = sample.edits.filter((edit) => edit.kind === kind);
  return { ...sample, edits: edits.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) };
}

function scoreKind(
  generated: InterventionSample,
  real: InterventionSample | NotScored,
  resampling: Resampling,
): Pick<ScoredKind, 'gains' | 'leakages'> {
  const apart = strangers(generated.edits, { seed: resampling.seed });
  const gained = gains.flatMap((definition) => {
    const measurement = measurementOfValues(definition.values(generated));
    const ceiling = isScored(real) ? someOf(definition.values(real)) : real;
    return measurement.images.length > 0 ? [{ definition, measurement, ceiling }] : [];
  });
  const leaked = leakages.flatMap((definition) => {
    const measurement = measurementOfValues(definition.values(itself(generated.edits)));
    const noise = isScored(real) ? someOf(definition.values(itself(real.edits))) : real;
    const unrelated = isScored(apart) ? someOf(definition.values(apart)) : apart;
    return measurement.images.length > 0 ? [{ definition, measurement, noise, unrelated }] : [];
  });
  const resampled = resampledMeasurements(
    [
      ...gained.flatMap(({ measurement, ceiling }) => [measurement, ceiling]),
      ...leaked.flatMap(({ measurement, noise, unrelated }) => [measurement, noise, unrelated]),
    ],
    resampling,
  ).values();
  const next = () => resampled.next().value!;
  return {
    gains: gained.map(({ definition, measurement }) => {
      const [gain, ceiling] = [next(), next()];
      const normalised = ratio(gain, ceiling, 'real images gain nothing by this score');
      return {
        definition,
        gain: estimate(gain),
        ceiling: estimate(ceiling),
        normalised: estimate(normalised, gain),
        notScored: notScored(measurement),
      };
    }),
    leakages: leaked.map(({ definition, measurement }) => {
      const [drift, noise, unrelated] = [next(), next(), next()];
      const of = (part: Resampled | NotScored) =>
        estimate(ratio(part, unrelated, 'unrelated images do not differ in it'), part);
      return {
        definition,
        drift: estimate(drift),
        noise: estimate(noise),
        unrelated: estimate(unrelated),
        leakage: of(drift),
        leakageOfNoise: of(noise),
        notScored: notScored(measurement),
      };
    }),
  };
}

const itself = (edits: readonly ViewedEdit[]) => edits.map((edit) => ({ edit, other: edit }));

function someOf(values: Measurement['images']): Measurement | NotScored {
  return values.length > 0 ? measurementOfValues(values) : { reason: 'there are no images to compare with' };
}

function ratio(
  above: Resampled | NotScored,
  below: Resampled | NotScored,
  reason: string,
): Resampled | NotScored {
  return combine([above, below], ([a, b]) => (b! > 0 ? a! / b! : { reason }));
}

function requireSameView(generated: InterventionSample, real: InterventionSample): void {
  const view = ({ estimator: { name, joints }, seenBy }: InterventionSample) =>
    `${name} (${[...joints].sort().join(', ')}) and ${seenBy}`;
  if (view(generated) === view(real)) return;
  throw new InputError(
    `Generated images were looked at by ${view(generated)}, real ones by ${view(real)}; expected the same. Look at all anew.`,
  );
}
