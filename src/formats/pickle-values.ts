/** Something that the host made: a tensor, a storage, a callable. */
export abstract class PickleObject {
  /** What it is, for messages. */
  abstract readonly kind: string;
}

/** A Python name that the host accepts. `call` is what `name(...)` gives; without it the name can only be passed on. */
export class PickleGlobal extends PickleObject {
  readonly kind: string;
  readonly call: ((args: readonly PickleValue[]) => PickleValue) | undefined;

  constructor(name: string, call?: (args: readonly PickleValue[]) => PickleValue) {
    super();
    this.kind = name;
    this.call = call;
  }
}

export class PickleTuple extends PickleObject {
  readonly kind = 'tuple';
  readonly items: readonly PickleValue[];

  constructor(items: readonly PickleValue[]) {
    super();
    this.items = items;
  }
}

/** A dict or an OrderedDict. */
export class PickleDict extends PickleObject {
  readonly kind = 'dict';
  readonly entries = new Map<PickleValue, PickleValue>();
}

export class PickleList extends PickleObject {
  readonly kind = 'list';
  readonly items: PickleValue[] = [];
}

export type PickleValue = null | boolean | number | bigint | string | PickleObject;

/** Decides what a pickle may name; everything else is refused. */
export interface PickleHost {
  /** What `module.name` stands for; undefined refuses it. */
  global(name: string): PickleGlobal | undefined;
  /** The object with this persistent id. @throws InputError if there is none */
  persistent(id: PickleValue): PickleObject;
}

const quotedLength = 100;

/** Text from the file, fit for a message. */
export function quoted(text: string): string {
  return `\`${JSON.stringify(text.slice(0, quotedLength)).slice(1, -1)}\``;
}

export function kindOf(value: PickleValue | undefined): string {
  if (value instanceof PickleObject) return value.kind;
  if (value === undefined) return 'nothing';
  return value === null ? 'None' : typeof value;
}
