import type { Dice } from './dice.js';
import { names, numberTexts } from './hostile.js';
import { mutateText } from './mutate-text.js';

/** A place in a JSON value. */
interface Place {
  readonly holder: Json[] | Record<string, Json>;
  readonly key: string | number;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Stands for text that JSON.stringify would not write, such as 1e999; put in afterwards. */
const RAW = 'raw\ue000';

const values: readonly ((dice: Dice) => Json)[] = [
  () => null,
  (dice) => dice.chance(0.5),
  (dice) =>
    `${RAW}${dice.pick(numberTexts.filter((text) => /^-?\d/.test(text) && !/^(?:00|0x|1_|5\.$)/.test(text)))}`,
  (dice) => dice.pick(names),
  () => [],
  () => ({}),
  (dice) => Array<Json>(dice.pick([1, 17, 1000])).fill(dice.pick([0, null, 'a'])),
  (dice) => `${RAW}${nested(dice.pick([10, 1000, 20_000]))}`,
];

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** One to four values of a seed replaced, left out, repeated, or named otherwise; now and then its text is changed. */
export function mutateJson(seeds: readonly Uint8Array[], dice: Dice): Buffer {
  if (dice.chance(0.15)) return mutateText(seeds, dice);
  const root = JSON.parse(Buffer.from(dice.pick(seeds)).toString()) as Json;
  for (let i = dice.below(4); i >= 0; i--) change(root, dice);
  const text = JSON.stringify(root).replace(new RegExp(`"${RAW}([^"]*)"`, 'g'), '$1');
  return Buffer.from(text.slice(0, 2 ** 20));
}

function change(root: Json, dice: Dice): void {
  const places: Place[] = [];
  collect(root, places);
  if (places.length === 0) return;
  const { holder, key } = dice.pick(places);
  if (Array.isArray(holder)) {
    const at = Number(key);
    if (dice.chance(0.5)) holder[at] = dice.pick(values)(dice);
    else if (dice.chance(0.5)) holder.splice(at, 1);
    else holder.splice(at, 0, ...Array<Json>(dice.pick([1, 2, 500])).fill(holder[at]!));
    return;
  }
  const old = holder[key]!;
  switch (dice.below(6)) {
    case 0:
      Reflect.deleteProperty(holder, key);
      break;
    case 1:
      define(holder, dice.pick(names), dice.pick(values)(dice));
      break;
    case 2:
      Reflect.deleteProperty(holder, key);
      define(holder, dice.pick(names), old);
      break;
    case 3:
      define(holder, String(key), other(dice, places));
      break;
    default:
      define(holder, String(key), dice.pick(values)(dice));
  }
}

/** Also a `__proto__`, which an assignment would not make a key. */
function define(holder: object, key: string, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A copy of a value from elsewhere. */
function other(dice: Dice, places: readonly Place[]): Json {
  const { holder, key } = dice.pick(places);
  const value = Array.isArray(holder) ? holder[Number(key)]! : holder[key]!;
  const text = JSON.stringify(value);
  return text.length < 10_000 ? (JSON.parse(text) as Json) : null;
}

function collect(value: Json, places: Place[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    places.push({ holder: value, key });
    collect(Array.isArray(value) ? value[Number(key)]! : value[key]!, places);
  }
}
