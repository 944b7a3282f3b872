import { didYouMean } from '../config/did-you-mean.js';
import type { ManifestLine } from '../config/manifest.js';
import { shortened } from '../config/shortened.js';
import { InputError } from '../errors.js';
import { toCondition, type Condition, type ParsingLabels, type SlotRegions } from './condition.js';
import type { NumberedText } from './manifest-text.js';
import { parseManifestLine } from './parse-manifest-line.js';

/**
 * Turns the lines of one manifest into conditions, in order. It remembers what the lines have in common: the slots, and
 * which ids are taken. A line that is refused leaves no trace, so that reading may go on after it.
 */
export class ConditionReader {
  readonly #path: string;
  readonly #lineOfId = new Map<string, number>();
  readonly #lineOfFile = new Map<string, number>();
  #parsingLabels: ParsingLabels = new Map();
  #regions: SlotRegions = new Map();
  #slots: { readonly names: readonly string[]; readonly from: string } | undefined;
  #started = false;

  /** @param path - of the manifest, for messages */
  constructor(path: string) {
    this.#path = path;
  }

  /** The slots in their order, once a line has told them: the header, or else the first line with an outfit. */
  get slots(): readonly string[] | undefined {
    return this.#slots?.names;
  }

  /** Those of the header; empty before it, or without one. */
  get parsingLabels(): ParsingLabels {
    return this.#parsingLabels;
  }

  /** Those of the header; empty before it, or without one. */
  get regions(): SlotRegions {
    return this.#regions;
  }

  /**
   * @returns the line's condition; undefined for the header
   * @throws InputError naming file, line and field: no JSON, of another shape, an id or a file taken, a slot not known
   */
  read({ number, text }: NumberedText): Condition | undefined {
    const isFirst = !this.#started;
    this.#started = true;
    const place = `${this.#path}:${number}`;
    const parsed = parseManifestLine(text, place);
    if (parsed.kind === 'header') {
      if (!isFirst) throw new InputError(`${place}: a header (slots, no image) has to be the first line.`);
      this.#slots = { names: parsed.header.slots, from: 'the header' };
      this.#parsingLabels = new Map(Object.entries(parsed.header.parsingLabels ?? {}));
      this.#regions = new Map(Object.entries(parsed.header.regions ?? {}));
      return undefined;
    }
    const slots = this.#slotsOf(parsed.line, number, place);
    const condition = toCondition(parsed.line, slots?.names ?? []);
    checkUnique(this.#lineOfId, condition.id, 'id', place);
    checkUnique(this.#lineOfFile, condition.file, 'file', place);
    this.#lineOfId.set(condition.id, number);
    this.#lineOfFile.set(condition.file, number);
    this.#slots = slots;
    return condition;
  }

  #slotsOf({ outfit }: ManifestLine, number: number, place: string) {
    if (!outfit) return this.#slots;
    const given = Object.keys(outfit);
    if (this.#slots === undefined)
      return given.length === 0 ? undefined : { names: given, from: `line ${number}` };
    const { names, from } = this.#slots;
    const unknown = given.find((slot) => !names.includes(slot));
    if (unknown === undefined) return this.#slots;
    throw new InputError(
      `${place}: outfit has a slot '${shortened(unknown, 60)}'; expected those of ${from}: ${shortened(names.join(', '), 300)}.` +
        didYouMean(unknown, names) +
        ' Name all slots in a first line such as {"slots": ["top", "bottom"]}.',
    );
  }
}

function checkUnique(lines: ReadonlyMap<string, number>, value: string, field: string, place: string): void {
  const first = lines.get(value);
  if (first === undefined) return;
  throw new InputError(
    `${place}: ${field} '${value}' is that of line ${first} already; expected one line an image.`,
  );
}
