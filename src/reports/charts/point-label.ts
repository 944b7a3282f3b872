import type { Point } from '../../config/run-result.js';

/** A point as an axis names it: the generator, with the knob where it was swept. */
export function pointLabel({ generator, swept }: Point): string {
  return swept ? `${generator} ${swept.knob} ${swept.value}` : generator;
}
