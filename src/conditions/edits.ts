import { didYouMean } from '../config/did-you-mean.js';
import { InputError } from '../errors.js';
import type { Condition } from './condition.js';
import type { Pose } from './pose.js';

/** One thing that an edit changes. */
export type Change =
  | { readonly kind: 'pose' }
  | { readonly kind: 'slot'; readonly slot: string }
  | {
      readonly kind: 'colours';
      /** Whose colours were swapped in. */
      readonly source: Condition;
    };

/** Two conditions of which one is the other with something changed and all else held. */
export interface Edit {
  readonly edited: Condition;
  readonly base: Condition;
  /** At least one: the pose first, then slots in their order, then colours. */
  readonly changed: readonly Change[];
}

/**
 * The edits among conditions. What was changed is told by comparing pose and outfit, of which both conditions have to say something,
 * and by `coloursOf`.
 * @param conditions - of one manifest
 * @returns in the order of the edited conditions; empty if none has a base
 * @throws InputError naming the condition: base or source of colours not known or itself, a base that is an edit itself, another seed,
 * knobs or picture than the base's, or nothing changed
 */
export function editsOf(conditions: readonly Condition[]): Edit[] {
  const byId = new Map(conditions.map((condition) => [condition.id, condition]));
  const find = (field: 'base' | 'coloursOf', { id, [field]: name }: Condition): Condition => {
    const found = byId.get(name!);
    if (found && found.id !== id) return found;
    throw new InputError(
      `${id}: ${field} is '${name!}', ${found ? 'the line itself' : 'which no line has for its id'}; ` +
        `expected the id of another line.${found ? '' : didYouMean(name!, [...byId.keys()])}`,
    );
  };
  return conditions.flatMap((edited) => {
    if (edited.base === null) return [];
    const base = find('base', edited);
    requireHeld(edited, base);
    const changed: Change[] = [
      ...changedPose(edited, base),
      ...changedSlots(edited, base),
      ...(edited.coloursOf === null ? [] : [{ kind: 'colours', source: find('coloursOf', edited) } as const]),
    ];
    requireChange(edited, base, changed);
    return [{ edited, base, changed }];
  });
}

/** The name under which edits that change the same things are scored together, such as `pose` or `pose + top`. */
export function kindOfEdit({ changed }: Pick<Edit, 'changed'>): string {
  return changed.map((change) => (change.kind === 'slot' ? change.slot : change.kind)).join(' + ');
}

function changedPose({ pose: edited }: Condition, { pose: base }: Condition): Change[] {
  return edited && base && !samePose(edited, base) ? [{ kind: 'pose' }] : [];
}

/** Whether every joint has the same place; a hidden joint may come to light when clothes change. */
function samePose(a: Pose, b: Pose): boolean {
  return a.every((joint, j) => joint?.x === b[j]?.x && joint?.y === b[j]?.y);
}

function changedSlots({ outfit: edited }: Condition, { outfit: base }: Condition): Change[] {
  return [...(edited ?? [])].flatMap(([slot, article]) =>
    base?.has(slot) && base.get(slot) !== article ? [{ kind: 'slot', slot } as const] : [],
  );
}

function requireHeld(edited: Condition, base: Condition): void {
  const { id } = edited;
  if (base.base !== null) {
    throw new InputError(
      `${id}: its base, ${base.id}, is an edit itself, of ${base.base}; expected a line without base. Compare ${id} with ${base.base}.`,
    );
  }
  const differs = (['seed', 'knobs', 'size'] as const).find(
    (field) => canonical(edited[field]) !== canonical(base[field]),
  );
  if (differs === undefined) return;
  const name = differs === 'size' ? 'picture size (width, height)' : differs;
  throw new InputError(
    `${id}: its ${name} is ${canonical(edited[differs])}, that of its base, ${base.id}, ${canonical(base[differs])}; ` +
      'an edit holds all else. Make both images alike.',
  );
}

function requireChange(edited: Condition, base: Condition, changed: readonly Change[]): void {
  const source = changed.find((change) => change.kind === 'colours')?.source;
  if (source?.id === base.id) {
    throw new InputError(
      `${edited.id}: coloursOf is its base, ${base.id}, whose colours it has; expected another line.`,
    );
  }
  if (changed.length > 0) return;
  throw new InputError(
    `${edited.id}: asks for the same pose and outfit as its base, ${base.id}; expected a change, or coloursOf. ` +
      'Several seeds of one condition are several images (ID/SEED.png), not edits.',
  );
}

/** JSON with the fields in one order. */
function canonical(value: number | object | null): string {
  return JSON.stringify(value, value && typeof value === 'object' ? Object.keys(value).sort() : undefined);
}
