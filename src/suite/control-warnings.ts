import type { NotScored } from '../metrics/control/definition.js';
import { isScored } from '../metrics/control/is-scored.js';
import type { SeenSet } from './seen-set.js';

/** Share of real images without anybody from which an estimator is not to be trusted with them. */
const MANY_MISSED = 0.1;

/**
 * What a reader of control scores has to beware of.
 * @param conditions - how many have a pose
 */
export function controlWarnings(
  generated: SeenSet,
  ceiling: SeenSet | NotScored,
  conditions: number,
): string[] {
  const warnings: string[] = [];
  const sizes = new Set(
    Array.from(generated.pictures.values(), ({ widthPx, heightPx }) => `${widthPx} x ${heightPx}`),
  );
  if (sizes.size > 1) {
    warnings.push(
      `poses are given in pictures of ${sizes.size} sizes: pixels (akd) do not compare, and the floor, which exchanges poses as ` +
        'they are, may be too low',
    );
  }
  if (isScored(ceiling)) {
    if (ceiling.side.conditions < conditions) {
      warnings.push(`the ceiling rests on ${ceiling.side.conditions} of ${conditions} conditions`);
    }
    const { nobodyFound, count } = ceiling.side;
    if (nobodyFound > MANY_MISSED * count) {
      warnings.push(
        `the estimator finds nobody in ${nobodyFound} of ${count} real images: it may not suit these images`,
      );
    }
  }
  return warnings;
}
