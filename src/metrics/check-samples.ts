import { InputError, InsufficientSamplesError } from '../errors.js';
import type { FeatureMatrix } from '../math/feature-matrix.js';
import type { MetricDescription } from './definition.js';
import type { PathSample, Sample } from './sample.js';

/**
 * Checks what every metric asks of its samples.
 * @param samples - real and generated, or generated alone
 * @throws InsufficientSamplesError if a side has fewer samples than the metric is defined for
 * @throws InputError if the widths differ, a value is NaN or infinite, or strata are wanted and missing
 */
export function checkSamples(
  {
    title,
    minimumSamples,
    recommendedSamples,
    needsStrata,
  }: Pick<MetricDescription, 'title' | 'minimumSamples' | 'recommendedSamples' | 'needsStrata'>,
  samples: readonly (Sample | PathSample)[],
): void {
  const sides = samples.length === 1 ? ['generated'] : ['real', 'generated'];
  samples.forEach((sample, i) => {
    const side = sides[i]!;
    const count = countOf(sample);
    if (count !== null && count < minimumSamples) {
      throw new InsufficientSamplesError(
        `The ${side} side has ${count} image(s); expected at least ${minimumSamples.toLocaleString('en')} for ${title}, ` +
          `and published figures use ${recommendedSamples.toLocaleString('en')}.`,
      );
    }
    for (const [features, ids] of matricesOf(sample)) checkMatrix(features, ids, side);
    if (needsStrata && (sample.kind !== 'features' || !sample.strata)) {
      throw new InputError(
        `${title}: each image's stratum is needed, and the ${side} side does not say. ` +
          'Name the label with --strata, and give the set a manifest.jsonl with labels.',
      );
    }
  });
  const [first, second] = samples.map(widthOf);
  if (first !== undefined && second !== undefined && first !== second) {
    throw new InputError(
      `The real side has features of width ${first}, the generated side of width ${second}; expected the same. ` +
        'Compute both with the same feature extractor.',
    );
  }
}

function countOf(sample: Sample | PathSample): number | null {
  return sample.kind === 'statistics' ? sample.statistics.count : sample.ids.length;
}

function widthOf(sample: Sample | PathSample): number {
  if (sample.kind === 'statistics') return sample.statistics.mean.length;
  return sample.kind === 'features' ? sample.features.columns : sample.start.columns;
}

function matricesOf(sample: Sample | PathSample): readonly (readonly [FeatureMatrix, readonly string[]])[] {
  if (sample.kind === 'statistics') return [];
  if (sample.kind === 'features') return [[sample.features, sample.ids]];
  return [
    [sample.start, sample.ids],
    [sample.end, sample.ids],
  ];
}

function checkMatrix({ rows, columns, data }: FeatureMatrix, ids: readonly string[], side: string): void {
  if (ids.length !== rows || data.length !== rows * columns) {
    throw new InputError(
      `The ${side} side has ${ids.length} ids and ${data.length} values for ${rows} x ${columns} features; ` +
        'expected an id a row, and a value for every row and column.',
    );
  }
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    throw new InputError(
      `The features of ${ids[Math.floor(i / columns)]!} (${side}) have ${data[i]!} at column ${i % columns}; expected ` +
        'a finite number. The network overflowed or its input was not an image; leave this image out.',
    );
  }
}
