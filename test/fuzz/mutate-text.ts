import type { Dice } from './dice.js';
import { names, numberTexts, tokens } from './hostile.js';
import { mutateBytes } from './mutate-bytes.js';

type Mutation = (text: string, dice: Dice, others: readonly string[]) => string;

const put = (text: string, at: number, piece: string, skip = 0): string =>
  text.slice(0, at) + piece + text.slice(at + skip);

const mutations: readonly Mutation[] = [
  (text, dice) => put(text, dice.below(text.length + 1), dice.pick(tokens)),
  (text, dice) => put(text, dice.below(text.length + 1), dice.pick(names)),
  function rewriteNumber(text, dice) {
    const numbers = [...text.matchAll(/-?\d+(?:\.\d+)?/g)];
    if (numbers.length === 0) return text;
    const { index, 0: digits } = dice.pick(numbers);
    return put(text, index, dice.pick(numberTexts), digits.length);
  },
  function rewriteWord(text, dice) {
    const words = [...text.matchAll(/[A-Za-z_]\w*/g)];
    if (words.length === 0) return text;
    const { index, 0: word } = dice.pick(words);
    const other = dice.chance(0.5) ? dice.pick(words)[0] : dice.pick(names);
    return put(text, index, other, word.length);
  },
  (text, dice) => put(text, dice.below(text.length), '', 1 + dice.below(20)),
  function moveLine(text, dice) {
    const lines = text.split('\n');
    const [line = ''] = lines.splice(dice.below(lines.length), dice.below(2));
    lines.splice(dice.below(lines.length + 1), 0, ...Array<string>(dice.pick([1, 1, 2, 100])).fill(line));
    return lines.join('\n');
  },
  function nest(text, dice) {
    const [open, close] = dice.pick([
      ...[
        ['[', ']'],
        ['{"a":', '}'],
        ['(', ')'],
        ['-', ''],
        ['not ', ''],
        ['{a: ', '}'],
        ['- ', ''],
        ['[*a,', ']'],
      ],
    ] as const);
    const depth = dice.pick([2, 49, 60, 500, 20_000]);
    const [from, skip] = [dice.below(text.length + 1), dice.below(10)];
    const inner = text.slice(from, from + skip);
    return put(text, from, open.repeat(depth) + inner + close.repeat(dice.chance(0.8) ? depth : 0), skip);
  },
  function splice(text, dice, others) {
    const other = dice.pick(others);
    return text.slice(0, dice.below(text.length)) + other.slice(dice.below(other.length));
  },
];

/** One to four random changes of one of the seeds, seen as text; now and then as bytes. */
export function mutateText(seeds: readonly Uint8Array[], dice: Dice): Buffer {
  if (dice.chance(0.1)) return mutateBytes(seeds, dice);
  const texts = seeds.map((seed) => Buffer.from(seed).toString());
  let text = dice.pick(texts);
  for (let i = dice.below(4); i >= 0; i--) text = dice.pick(mutations)(text, dice, texts);
  return Buffer.from(text.slice(0, 2 ** 18));
}
