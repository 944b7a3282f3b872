import { UsageError } from '../../errors.js';

/** A knob and the values that a sweep gives it. */
export interface Sweep {
  readonly knob: string;
  readonly values: readonly number[];
}

/** More values than this are a mistake in the step. */
const MAX_VALUES = 1000;

/**
 * Reads `psi=0.3:1.0:0.1` (from, to and step; the end is among the values if a step reaches it) or `psi=0.3,0.5,1`.
 * @throws UsageError for anything else
 */
export function parseSweep(text: string): Sweep {
  const [, knob, list] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (knob === undefined || list === undefined) throw wrong(text);
  const values = list.includes(':') ? steps(text, list) : list.split(',').map((part) => number(text, part));
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice !== undefined) throw new UsageError(`Sweep ${text}: ${twice} is there twice.`);
  return { knob, values };
}

function steps(text: string, list: string): number[] {
  const [from, to, step, ...more] = list.split(':').map((part) => number(text, part));
  if (from === undefined || to === undefined || step === undefined || more.length > 0) throw wrong(text);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(count >= 1 && count <= MAX_VALUES)) {
    throw new UsageError(
      `Sweep ${text}: expected 1 to ${MAX_VALUES} steps from ${from} to ${to}; the step is ${step}.`,
    );
  }
  // 0.3 + 4 x 0.1 is 0.7000000000000001; nobody asked for that.
  return Array.from({ length: count }, (_, i) => Number((from + i * step).toPrecision(12)));
}

function number(text: string, part: string): number {
  const value = Number(part);
  if (part.trim() === '' || !Number.isFinite(value)) throw wrong(text);
  return value;
}

function wrong(text: string): UsageError {
  return new UsageError(
    `Sweep ${text}: expected NAME=FROM:TO:STEP or NAME=VALUE,VALUE, such as psi=0.3:1.0:0.1.`,
  );
}
