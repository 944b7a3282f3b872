import type { MeasuredPoint } from './measured-run.js';

/** A step of the way to a number: `conditional`, with `psi=0.7` in brackets, or `fid`. */
export interface Step {
  readonly name: string;
  /** What stands in brackets behind the name, as {@link settingText} writes it; null: nothing. */
  readonly setting: string | null;
  /** Whether the name without brackets means it, too: a generator's name means its main point. */
  readonly byName: boolean;
}

/** The way to one number of a run, such as `conditional[psi=0.7].retrieval-1.slots.top`. */
export type Path = readonly Step[];

export const step = (name: string): Step => ({ name, setting: null, byName: true });

export function pathText(path: readonly Pick<Step, 'name' | 'setting'>[]): string {
  return path.map(({ name, setting }) => quoted(name) + (setting === null ? '' : `[${setting}]`)).join('.');
}

/** What a name may hold without quotes. */
export const BARE_NAME = /[^\s.:[\]"<>=]+/y;

function quoted(name: string): string {
  BARE_NAME.lastIndex = 0;
  return BARE_NAME.exec(name)?.[0] === name ? name : JSON.stringify(name);
}

/** One text for one setting: `psi=0.70` and `psi = .7` are `psi=0.7`. */
export function settingText(text: string): string {
  const parts = text.split('=').map((part) => part.trim());
  const value = parts.at(-1)!;
  const number = Number(value);
  return [...parts.slice(0, -1), value !== '' && Number.isFinite(number) ? String(number) : value].join('=');
}

export function pointStep({
  generator,
  swept,
  main,
}: Pick<MeasuredPoint, 'generator' | 'swept' | 'main'>): Step {
  return { name: generator, setting: swept && `${swept.knob}=${swept.value}`, byName: main };
}
