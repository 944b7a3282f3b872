import type { MetricTools } from './definition.js';

/** Tells of a part of the work as that share of the whole. */
export function progressWithin(
  { onProgress }: Pick<MetricTools, 'onProgress'>,
  from: number,
  to: number,
): Pick<MetricTools, 'onProgress'> {
  return {
    onProgress:
      onProgress &&
      ((share) => {
        onProgress(from + (to - from) * share);
      }),
  };
}
