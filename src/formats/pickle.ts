import { InputError } from '../errors.js';
import type { ByteReader } from './byte-reader.js';
import { PickleDict, PickleGlobal, PickleList, PickleTuple, kindOf, quoted } from './pickle-values.js';
import type { PickleHost, PickleValue } from './pickle-values.js';

/** Far above what a state dict needs (about 50 a tensor), and far below what would exhaust the memory. */
const maxSteps = 2_000_000;

const mark = Symbol('mark');
type Slot = PickleValue | typeof mark;

/**
 * Reads one pickle (protocols 2 to 5) without executing anything: plain data, and what the host offers. Opcodes that
 * only other objects need are refused.
 * @param reader - stands at the pickle's first byte; afterwards behind its last
 * @throws InputError for a damaged pickle, or one that holds anything else
 */
export function readPickle(reader: ByteReader, host: PickleHost): PickleValue {
  return new Unpickler(reader, host).run();
}

class Unpickler {
  readonly #reader: ByteReader;
  readonly #host: PickleHost;
  readonly #stack: Slot[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #steps = 0;

  constructor(reader: ByteReader, host: PickleHost) {
    this.#reader = reader;
    this.#host = host;
  }

  run(): PickleValue {
    for (;;) {
      this.#spend(1);
      const opcode = this.#reader.uint8();
      if (opcode === 0x2e) return this.#pop();
      this.#step(opcode);
    }
  }

  #step(opcode: number): void {
    const value = this.#literal(opcode);
    if (value === undefined) this.#act(opcode);
    else this.#push(value);
  }

  /** The value that an opcode pushes by itself; undefined if it is not of that kind. */
  #literal(opcode: number): PickleValue | undefined {
    const reader = this.#reader;
    switch (opcode) {
      case 0x4e: // NONE
        return null;
      case 0x88: // NEWTRUE
        return true;
      case 0x89: // NEWFALSE
        return false;
      case 0x4a: // BININT
        return reader.int32();
      case 0x4b: // BININT1
        return reader.uint8();
      case 0x4d: // BININT2
        return reader.uint16();
      case 0x8a: // LONG1
        return long(reader.take(reader.uint8()));
      case 0x47: // BINFLOAT
        return reader.float64();
      case 0x58: // BINUNICODE
      case 0x54: // BINSTRING: str as Python 2 writes it
        return utf8(reader.take(reader.uint32()));
      case 0x8c: // SHORT_BINUNICODE
      case 0x55: // SHORT_BINSTRING
        return utf8(reader.take(reader.uint8()));
      case 0x7d: // EMPTY_DICT
        return new PickleDict();
      case 0x5d: // EMPTY_LIST
        return new PickleList();
      case 0x29: // EMPTY_TUPLE
        return new PickleTuple([]);
      default:
        return undefined;
    }
  }

  #act(opcode: number): void {
    const reader = this.#reader;
    switch (opcode) {
      case 0x80: // PROTO
        this.#protocol(reader.uint8());
        break;
      case 0x95: // FRAME: a hint for readers of streams
        reader.uint64();
        break;
      case 0x28: // MARK
        this.#stack.push(mark);
        break;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        this.#push(new PickleTuple(this.#popMany(opcode - 0x84)));
        break;
      case 0x74: // TUPLE
        this.#push(new PickleTuple(this.#popToMark()));
        break;
      case 0x61: // APPEND
        this.#append(this.#popMany(1));
        break;
      case 0x65: // APPENDS
        this.#append(this.#popToMark());
        break;
      case 0x73: // SETITEM
        this.#setItems(this.#popMany(2));
        break;
      case 0x75: // SETITEMS
        this.#setItems(this.#popToMark());
        break;
      case 0x71: // BINPUT
        this.#remember(reader.uint8());
        break;
      case 0x72: // LONG_BINPUT
        this.#remember(reader.uint32());
        break;
      case 0x94: // MEMOIZE
        this.#remember(this.#memo.size);
        break;
      case 0x68: // BINGET
        this.#recall(reader.uint8());
        break;
      case 0x6a: // LONG_BINGET
        this.#recall(reader.uint32());
        break;
      case 0x63: // GLOBAL
        this.#global(reader.line(), reader.line());
        break;
      case 0x93: // STACK_GLOBAL
        this.#stackGlobal();
        break;
      case 0x52: // REDUCE
        this.#reduce();
        break;
      case 0x62: // BUILD
        this.#build();
        break;
      case 0x51: // BINPERSID
        this.#push(this.#host.persistent(this.#pop()));
        break;
      default:
        throw this.#error(
          `holds the pickle opcode 0x${opcode.toString(16)} at byte ${reader.offset - 1}, which plain tensors do not need; ` +
            'only a dict of tensors is accepted',
        );
    }
  }

  #protocol(version: number): void {
    if (version < 2 || version > 5)
      throw this.#error(`is a pickle of protocol ${version}; 2 to 5 can be read`);
  }

  #global(module: string, name: string): void {
    const full = `${module}.${name}`;
    const global = full === 'collections.OrderedDict' ? this.#orderedDict : this.#host.global(full);
    if (global === undefined) {
      throw this.#error(`holds ${quoted(full)}, which is not part of a tensor; only tensors are accepted`);
    }
    this.#push(global);
  }

  /** Python 3 makes an empty one and fills it; Python 2 gives a list of [key, value] lists. */
  readonly #orderedDict = new PickleGlobal('collections.OrderedDict', ([pairs, ...more]) => {
    const dict = new PickleDict();
    if (pairs === undefined) return dict;
    if (more.length > 0 || !(pairs instanceof PickleList))
      throw this.#error('holds an OrderedDict of unknown form');
    this.#spend(pairs.items.length);
    for (const pair of pairs.items) {
      const items = pair instanceof PickleList || pair instanceof PickleTuple ? pair.items : [];
      const [key, value] = items;
      if (items.length !== 2 || key === undefined || value === undefined) {
        throw this.#error('holds an OrderedDict of unknown form');
      }
      dict.entries.set(key, value);
    }
    return dict;
  });

  #stackGlobal(): void {
    const [module, name] = this.#popMany(2);
    if (typeof module !== 'string' || typeof name !== 'string')
      throw this.#error('names a global without strings');
    this.#global(module, name);
  }

  #reduce(): void {
    const [callable, args] = this.#popMany(2);
    if (
      !(callable instanceof PickleGlobal) ||
      callable.call === undefined ||
      !(args instanceof PickleTuple)
    ) {
      throw this.#error(
        `calls ${quoted(kindOf(callable))}, which makes no tensor; only tensors are accepted`,
      );
    }
    this.#push(callable.call(args.items));
  }

  /** State dicts carry `_metadata` (layer versions) as an attribute; no value here depends on it. */
  #build(): void {
    this.#pop();
    const target = this.#stack.at(-1);
    if (!(target instanceof PickleDict)) throw this.#error('sets the state of an object that is not a dict');
  }

  #append(items: readonly PickleValue[]): void {
    const list = this.#stack.at(-1);
    if (!(list instanceof PickleList)) throw this.#error('appends to something that is not a list');
    for (const item of items) list.items.push(item);
  }

  #setItems(items: readonly PickleValue[]): void {
    const dict = this.#stack.at(-1);
    if (!(dict instanceof PickleDict) || items.length % 2 !== 0)
      throw this.#error('sets items of what is not a dict');
    for (let i = 0; i < items.length; i += 2) dict.entries.set(items[i]!, items[i + 1]!);
  }

  #remember(index: number): void {
    const value = this.#pop();
    this.#memo.set(index, value);
    this.#stack.push(value);
  }

  #recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.#error(`refers to memo ${index}, which was never set`);
    this.#push(value);
  }

  #push(value: PickleValue): void {
    this.#stack.push(value);
  }

  #pop(): PickleValue {
    return this.#popMany(1)[0]!;
  }

  #popMany(count: number): PickleValue[] {
    if (this.#stack.length < count) throw this.#error('takes more from the stack than there is');
    return this.#values(this.#stack.splice(-count));
  }

  #popToMark(): PickleValue[] {
    const at = this.#stack.lastIndexOf(mark);
    if (at < 0) throw this.#error('closes a list that was not opened');
    const values = this.#values(this.#stack.splice(at + 1));
    this.#stack.pop();
    return values;
  }

  #values(slots: readonly Slot[]): PickleValue[] {
    return slots.map((slot) => {
      if (slot === mark) throw this.#error('leaves a list open');
      return slot;
    });
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > maxSteps)
      throw this.#error(`takes more than ${maxSteps} steps to read; no state dict does`);
  }

  #error(what: string): InputError {
    return new InputError(`${this.#reader.source}: the file ${what}.`);
  }
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Two's complement, little-endian; a bigint only where a number would not be exact. */
function long(bytes: Uint8Array): number | bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  value = BigInt.asIntN(8 * bytes.length, value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
