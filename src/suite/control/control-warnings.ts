import { jointsOutside } from '../../conditions/pose-problems.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
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
  warnings.push(...poseWarnings(generated));
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

/** Of conditions whose pose no image can show as it is. */
function poseWarnings({ pictures }: SeenSet): string[] {
  const posed = Array.from(pictures, ([{ id, pose }, picture]) => ({ id, pose: pose ?? [], picture }));
  const outside = posed.flatMap(({ id, pose, picture }) => {
    const joints = jointsOutside(pose, picture);
    return joints.length > 0 ? [`${id}: ${joints.join(', ')}`] : [];
  });
  const hidden = posed.filter(({ pose }) => {
    const labelled = pose.filter((joint) => joint !== null);
    return labelled.length > 0 && labelled.every(({ visible }) => !visible);
  });
  return [
    ...(outside.length > 0
      ? [
          `${outside.length} of ${posed.length} poses have joints outside of their picture (${examples(outside)}): no image can show ` +
            'them, and they count as any others; give them visibility 0 to leave them out',
        ]
      : []),
    ...(hidden.length > 0
      ? [
          `in ${hidden.length} of ${posed.length} poses every joint is hidden (${examples(hidden.map(({ id }) => id))}): hidden ` +
            'joints count as visible ones do',
        ]
      : []),
  ];
}

function examples(texts: readonly string[]): string {
  return texts.slice(0, 3).join('; ') + (texts.length > 3 ? '; ...' : '');
}
