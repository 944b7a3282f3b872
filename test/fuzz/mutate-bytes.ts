import type { Dice } from './dice.js';
import { numberTexts } from './hostile.js';

/** Cases grow no longer than this, so that what is slow is the parser's doing. */
const MOST_BYTES = 2 ** 18;

const extremes = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

type Mutation = (bytes: Buffer, dice: Dice, others: readonly Uint8Array[]) => Buffer;

const mutations: readonly Mutation[] = [
  function flipBits(bytes, dice) {
    for (let i = dice.below(8); i >= 0; i--) {
      const at = dice.below(bytes.length);
      bytes[at] = bytes[at]! ^ (1 << dice.below(8));
    }
    return bytes;
  },
  function setLength(bytes, dice) {
    const width = dice.pick([1, 2, 4, 4, 8]);
    if (bytes.length < width) return bytes;
    const [at, value] = [dice.below(bytes.length - width + 1), dice.pick(extremes)];
    const isLittle = dice.chance(0.7);
    if (width === 8) {
      const wide = BigInt(value) << BigInt(dice.pick([0, 31, 32]));
      if (isLittle) bytes.writeBigUInt64LE(wide, at);
      else bytes.writeBigUInt64BE(wide, at);
    } else if (isLittle) bytes.writeUIntLE(value % 2 ** (8 * width), at, width);
    else bytes.writeUIntBE(value % 2 ** (8 * width), at, width);
    return bytes;
  },
  function nudge(bytes, dice) {
    const at = dice.below(bytes.length);
    bytes[at] = (bytes[at]! + dice.pick([1, 255, 2, 128])) & 0xff;
    return bytes;
  },
  function truncate(bytes, dice) {
    return bytes.subarray(0, dice.below(bytes.length));
  },
  function cut(bytes, dice) {
    const from = dice.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + dice.below(64))]);
  },
  function repeat(bytes, dice) {
    const from = dice.below(bytes.length);
    const chunk = bytes.subarray(from, from + 1 + dice.below(512));
    const times = dice.pick([1, 2, 16, 256]);
    return Buffer.concat([
      bytes.subarray(0, from),
      ...Array<Buffer>(times).fill(chunk),
      bytes.subarray(from),
    ]);
  },
  function insert(bytes, dice) {
    const at = dice.below(bytes.length + 1);
    const noise = Buffer.from(Array.from({ length: 1 + dice.below(16) }, () => dice.below(256)));
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
  function splice(bytes, dice, others) {
    const other = dice.pick(others);
    return Buffer.concat([
      bytes.subarray(0, dice.below(bytes.length)),
      other.subarray(dice.below(other.length)),
    ]);
  },
  function rewriteNumber(bytes, dice) {
    const runs = [...bytes.toString('latin1').matchAll(/\d+/g)].slice(0, 1000);
    if (runs.length === 0) return bytes;
    const { index, 0: digits } = dice.pick(runs);
    const tail = bytes.subarray(index + digits.length);
    return Buffer.concat([bytes.subarray(0, index), Buffer.from(dice.pick(numberTexts)), tail]);
  },
];

/** One to four random changes of one of the seeds. */
export function mutateBytes(seeds: readonly Uint8Array[], dice: Dice): Buffer {
  let bytes = Buffer.from(dice.pick(seeds));
  for (let i = dice.below(4); i >= 0; i--) {
    if (bytes.length > 0) bytes = Buffer.from(dice.pick(mutations)(bytes, dice, seeds));
  }
  return bytes.subarray(0, MOST_BYTES);
}
