import type { ImageValue, Measurement, PartValue } from '../control/definition.js';
import { meanOfImages } from '../control/mean-of-images.js';

/** The mean of images' values as a score that can be resampled. */
export function measurementOfValues(images: readonly ImageValue[]): Measurement {
  return {
    images,
    score: meanOfImages(images.map(({ value }) => value)),
    parts: partsOf(images),
    leftOut: [],
    curve: () => [],
    details: {},
  };
}

function partsOf(images: readonly ImageValue[]): PartValue[] {
  const parts = [...new Set(images.flatMap(({ part }) => part ?? []))];
  return parts.map((part) => {
    const values = images.flatMap(({ part: own, value }) =>
      own === part && typeof value === 'number' ? [value] : [],
    );
    const sum = values.reduce((total, value) => total + value, 0);
    return { part, count: values.length, value: values.length > 0 ? sum / values.length : undefined };
  });
}
