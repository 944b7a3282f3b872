import type { ControlSubject } from '../../config/control-result.js';
import type { Condition } from '../../conditions/condition.js';
import type { Manifest } from '../../conditions/open-manifest.js';
import { InputError } from '../../errors.js';

/** Conditions of a manifest, in its order. */
export interface ControlConditions {
  readonly all: readonly Condition[];
  /** Those that ask for something that is measured. */
  readonly asked: readonly Condition[];
  /** How many ask for a subject, measured or not. */
  readonly count: Readonly<Record<ControlSubject, number>>;
}

/**
 * @param subjects - what is to be measured
 * @param ifAskedFor - whether a subject that no condition asks for is no error as long as another is asked for
 * @param first - how many lines were asked for, from the first; the others are not read
 * @throws InputError at a line that cannot be used, or if a subject is in no line
 */
export async function readConditions(
  manifest: Manifest,
  subjects: readonly ControlSubject[],
  ifAskedFor: boolean,
  first = Infinity,
): Promise<ControlConditions> {
  const all: Condition[] = [];
  for await (const condition of manifest.conditions()) {
    if (all.push(condition) === first) break;
  }
  const number = (subject: ControlSubject) => all.filter((condition) => asksFor(condition, subject)).length;
  const count = { pose: number('pose'), outfit: number('outfit'), image: all.length };
  const missing = subjects.filter((subject) => count[subject] === 0);
  if (missing.length > 0 && !(ifAskedFor && missing.length < subjects.length)) {
    const lacking = missing.map((subject) => (subject === 'outfit' ? 'an outfit' : 'a pose')).join(' or ');
    throw new InputError(
      `${manifest.path}: none of its ${all.length} lines has ${lacking}; expected what the generator was asked for.`,
    );
  }
  return {
    all,
    asked: all.filter((condition) => subjects.some((subject) => asksFor(condition, subject))),
    count,
  };
}

/** Every condition may have a real image; whether it has is seen when images are opened. */
function asksFor({ pose, outfit }: Condition, subject: ControlSubject): boolean {
  if (subject === 'image') return true;
  return subject === 'pose' ? pose !== null : (outfit?.size ?? 0) > 0;
}
