import type { Condition } from '../conditions/condition.js';
import type { Manifest } from '../conditions/open-manifest.js';
import { InputError } from '../errors.js';

/** What conditions ask for that control is measured of. */
export type ControlSubject = 'pose' | 'outfit';

/** Conditions of a manifest, in its order. */
export interface ControlConditions {
  readonly all: readonly Condition[];
  /** Those that ask for something that is measured. */
  readonly asked: readonly Condition[];
  readonly withPose: number;
  /** With at least one slot of which they say what is worn, or that it is empty. */
  readonly withOutfit: number;
}

/**
 * @param subjects - what is measured; undefined: all that conditions ask for
 * @throws InputError at a line that cannot be used, or if a subject is in no line
 */
export async function readConditions(
  manifest: Manifest,
  subjects: readonly ControlSubject[] | undefined,
): Promise<ControlConditions> {
  const all: Condition[] = [];
  for await (const condition of manifest.conditions()) all.push(condition);
  const has = (subject: ControlSubject) => all.filter((condition) => asksFor(condition, subject)).length;
  const conditions = {
    all,
    asked: all.filter((condition) =>
      (subjects ?? (['pose', 'outfit'] as const)).some((subject) => asksFor(condition, subject)),
    ),
    withPose: has('pose'),
    withOutfit: has('outfit'),
  };
  const missing = subjects?.find((subject) => has(subject) === 0);
  if (missing !== undefined || conditions.asked.length === 0) {
    const lacking = missing ?? 'pose and none an outfit';
    throw new InputError(
      `${manifest.path}: none of its ${all.length} lines has ${lacking === 'outfit' ? 'an' : 'a'} ${lacking}; ` +
        'expected what the generator was asked for.',
    );
  }
  return conditions;
}

export function asksFor({ pose, outfit }: Condition, subject: ControlSubject): boolean {
  return subject === 'pose' ? pose !== null : (outfit?.size ?? 0) > 0;
}
