import type { ImageValue, NotScored } from '../control/definition.js';
import { embeddingDrift, paletteDrift } from './appearance-drift.js';
import { backgroundChanged, backgroundDrift } from './background-drift.js';
import { bodyDrift } from './body-drift.js';
import type { EditView, SlotView, ViewedEdit } from './intervention-sample.js';
import { poseDrift } from './pose-drift.js';
import type { EditPair } from './strangers.js';

/** How much of what was held an edit changed, too. 0: nothing; more is worse. */
export interface LeakageDefinition {
  readonly id: string;
  readonly title: string;
  /** What it says, in a sentence. */
  readonly summary: string;
  readonly unit: string;
  /** Values of the pairs whose edit holds what it is about: one a pair, or one for each slot. */
  readonly values: (pairs: readonly EditPair[]) => ImageValue[];
}

/** Every leakage, in the order in which they are listed. */
export const leakages: readonly LeakageDefinition[] = [
  {
    id: 'identity',
    title: 'Identity',
    summary: 'How much the head changed: 1 less the cosine of its embeddings.',
    unit: '1 - cosine',
    values: whole((base, edited) => embeddingDrift(base.head, edited.head)),
  },
  {
    id: 'body',
    title: 'Body',
    summary: 'How much the proportions of the body changed: mean |log ratio| of its lengths.',
    unit: 'log ratio',
    values: whole((base, edited) => bodyDrift(base.pose, edited.pose)),
  },
  {
    id: 'background',
    title: 'Background',
    summary: 'Mean colour difference of what is background in both images.',
    unit: 'dE00',
    values: whole((base, edited) => backgroundDrift(base.scene, edited.scene)),
  },
  {
    id: 'background-share',
    title: 'Background, share',
    summary: 'Share of what is background in both images that differs by more than 5 dE00.',
    unit: 'share',
    values: whole((base, edited) => backgroundChanged(base.scene, edited.scene)),
  },
  {
    id: 'slots',
    title: 'Other slots',
    summary: 'How much slots changed that were not to: 1 less the cosine of their embeddings.',
    unit: '1 - cosine',
    values: bySlot((base, edited) => embeddingDrift(base.seen, edited.seen)),
  },
  {
    id: 'slot-colours',
    title: 'Other slots, colours',
    summary: 'How much the colours of slots changed that were not to: earth mover’s distance of palettes.',
    unit: 'dE00',
    values: bySlot((base, edited) => paletteDrift(base.seen, edited.seen)),
  },
  {
    id: 'pose',
    title: 'Pose',
    summary: 'How far joints moved that were to stay, in torsos.',
    unit: 'torsos',
    values: whole(
      (base, edited) => poseDrift(base.pose, edited.pose),
      ({ changed }) => !changed.pose,
    ),
  },
];

/** A drift of whole images. */
function whole(
  driftOf: (base: EditView, edited: EditView) => number | NotScored,
  isHeld: (edit: ViewedEdit) => boolean = () => true,
): LeakageDefinition['values'] {
  return (pairs) =>
    pairs.flatMap(({ edit, other }) =>
      isHeld(edit)
        ? [{ id: edit.id, conditions: conditionsOf(edit, other), value: driftOf(edit.base, other.edited) }]
        : [],
    );
}

/** A drift of the slots that were held, as far as something is to be worn there, and not the same by another condition's choice. */
function bySlot(
  driftOf: (base: SlotView, edited: SlotView) => number | NotScored,
): LeakageDefinition['values'] {
  return (pairs) =>
    pairs.flatMap(({ edit, other }) =>
      [...edit.base.slots].flatMap(([part, base]) => {
        const edited = other.edited.slots.get(part);
        const [own, others] = [edit.before.outfit.get(part), other.after.outfit.get(part)];
        const isChanged = edit.changed.colours !== null || edit.changed.slots.includes(part);
        if (isChanged || !edited || own === null || others === null) return [];
        if (other !== edit && own && own.id === others?.id) return [];
        return [{ id: edit.id, part, conditions: conditionsOf(edit, other), value: driftOf(base, edited) }];
      }),
    );
}

function conditionsOf(edit: ViewedEdit, other: ViewedEdit): string[] {
  return other.condition === edit.condition ? [edit.condition] : [edit.condition, other.condition];
}
