import type { Condition } from '../../conditions/condition.js';
import { InputError } from '../../errors.js';
import { stemOf } from '../../images/image-files.js';

/** An image of a set, and the condition that it was made for or that describes it. */
export interface JoinedImage {
  /** In the set. */
  readonly index: number;
  readonly id: string;
  readonly condition: Condition;
}

/**
 * Joins images and conditions by name. An image belongs to the condition whose `file` or `id` is its path, whatever the
 * extension; else to the one that its folder is named after: `CONDITION/SEED.png`, for several images of a condition.
 * @param ids - of the set's images
 * @returns images with a condition, in the order of the set
 * @throws InputError if an image's name fits two conditions
 */
export function joinImages(ids: readonly string[], conditions: readonly Condition[]): JoinedImage[] {
  // Files last: where one condition's id is another's file, the file decides.
  const exact = new Map([
    ...conditions.map((condition) => [condition.id, condition] as const),
    ...conditions.map((condition) => [condition.file, condition] as const),
  ]);
  const byStem = groupByStem(conditions);
  const named = (stem: string, id: string): Condition | undefined => {
    const [first, second] = byStem.get(stem) ?? [];
    if (first && second) {
      throw new InputError(
        `${id} fits two conditions, ${first.id} and ${second.id}; expected one. Name the image as the manifest's file, extension included.`,
      );
    }
    return first;
  };
  return ids.flatMap((id, index) => {
    const folder = id.slice(0, Math.max(0, id.lastIndexOf('/')));
    const condition = exact.get(id) ?? named(stemOf(id), id) ?? named(stemOf(folder), id);
    return condition ? [{ index, id, condition }] : [];
  });
}

export interface JoinedSet {
  readonly location: string;
  readonly ids: readonly string[];
  readonly joined: readonly JoinedImage[];
}

/**
 * @param asked - the conditions that need an image
 * @throws InputError with counts and examples if one of them has none, or an image has no condition
 */
export function requireComplete(
  { location, ids, joined }: JoinedSet,
  asked: readonly Condition[],
  manifest: string,
): void {
  const made = new Set(joined.map(({ condition }) => condition));
  const missing = asked.filter((condition) => !made.has(condition)).map(({ id }) => id);
  const known = new Set(joined.map(({ id }) => id));
  const strangers = ids.filter((id) => !known.has(id));
  if (missing.length + strangers.length === 0) return;
  throw new InputError(
    [
      ...some(missing, asked.length, `conditions of ${manifest} have no image in ${location}`),
      ...some(strangers, ids.length, `images of ${location} have no condition`),
    ].join('; ') +
      ". Expected images named as the manifest's files or ids, with any extension, or in a folder of that name (CONDITION/SEED.png).",
  );
}

/** `3 of 20 images have no condition (a.png, b.png, c.png)`; nothing if there are none. */
function some(names: readonly string[], of: number, what: string): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 3).join(', ');
  return [`${names.length} of ${of} ${what} (${shown}${names.length > 3 ? ', ...' : ''})`];
}

function groupByStem(conditions: readonly Condition[]): ReadonlyMap<string, readonly Condition[]> {
  const groups = new Map<string, Condition[]>();
  for (const condition of conditions) {
    for (const stem of new Set([stemOf(condition.id), stemOf(condition.file)])) {
      const group = groups.get(stem);
      if (group) group.push(condition);
      else groups.set(stem, [condition]);
    }
  }
  return groups;
}
