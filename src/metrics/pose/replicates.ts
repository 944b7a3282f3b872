import { clusterBootstrap, type Resampling } from '../../math/cluster-bootstrap.js';
import type { PoseMeasurement } from './definition.js';

/** A value of each resample; undefined where it has none. */
export type Replicates = readonly (number | undefined)[];

/**
 * Resamples conditions and takes all measurements of each resample: what they have in common stays in common. An image that was
 * given another condition's target comes as often as both of these together, which is how pairs are resampled.
 */
export function replicatesOf(measurements: readonly PoseMeasurement[], resampling: Resampling): Replicates[] {
  const conditions = [...new Set(measurements.flatMap(conditionsOf))].sort();
  const places = new Map(conditions.map((condition, i) => [condition, i]));
  const members = measurements.map(({ images }) =>
    images.map(({ value, conditions: own }) =>
      // What is not scored weighs nothing, and its condition need not be among those drawn.
      typeof value === 'number' ? own.map((condition) => places.get(condition)!) : [],
    ),
  );
  const weights = measurements.map(({ images }) => new Float64Array(images.length));
  const replicates = measurements.map((): (number | undefined)[] => []);
  for (const multiplicities of clusterBootstrap(conditions.length, resampling)) {
    measurements.forEach(({ score }, m) => {
      const given = weights[m]!;
      members[m]!.forEach((places, i) => {
        let weight = 1;
        for (const place of places) weight *= multiplicities[place]!;
        given[i] = weight;
      });
      replicates[m]!.push(score(given));
    });
  }
  return replicates;
}

/** Ids of the conditions of images that are scored. */
export function conditionsOf({ images }: PoseMeasurement): string[] {
  const scored = images.filter(({ value }) => typeof value === 'number');
  return [...new Set(scored.flatMap(({ conditions }) => conditions))];
}
