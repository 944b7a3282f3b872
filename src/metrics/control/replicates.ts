import { clusterBootstrap, type Resampling } from '../../math/cluster-bootstrap.js';
import type { Measurement } from './definition.js';

/** A value of each resample; undefined where it has none. */
export type Replicates = readonly (number | undefined)[];

/**
 * Resamples conditions and takes all measurements of each resample: what they have in common stays in common. An image that was
 * given another condition's target comes as often as both of these together, which is how pairs are resampled.
 */
export function replicatesOf(measurements: readonly Measurement[], resampling: Resampling): Replicates[] {
  const conditions = [...new Set(measurements.flatMap(conditionsOf))].sort();
  if (conditions.length === 0) return measurements.map(() => []);
  const places = new Map(conditions.map((condition, i) => [condition, i]));
  // What is not scored weighs nothing, and an image with its own target has no second condition: both take the last place.
  const none = conditions.length;
  const members = measurements.map(({ images }) => {
    const placesOf = (which: number) =>
      Int32Array.from(images, ({ value, conditions: own }) => {
        const condition = typeof value === 'number' ? own[which] : undefined;
        return condition === undefined ? none : places.get(condition)!;
      });
    return { first: placesOf(0), second: placesOf(1), weights: new Float64Array(images.length) };
  });
  const factors = new Float64Array(conditions.length + 1).fill(1);
  const replicates = measurements.map((): (number | undefined)[] => []);
  for (const multiplicities of clusterBootstrap(conditions.length, resampling)) {
    factors.set(multiplicities);
    members.forEach(({ first, second, weights }, m) => {
      for (let i = 0; i < weights.length; i++) weights[i] = factors[first[i]!]! * factors[second[i]!]!;
      replicates[m]!.push(measurements[m]!.score(weights));
    });
  }
  return replicates;
}

/** Ids of the conditions of images that are scored. */
export function conditionsOf({ images }: Measurement): string[] {
  const scored = images.filter(({ value }) => typeof value === 'number');
  return [...new Set(scored.flatMap(({ conditions }) => conditions))];
}
