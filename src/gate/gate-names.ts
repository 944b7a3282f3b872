import { didYouMean } from '../config/did-you-mean.js';
import type { MeasuredPoint } from './measured-run.js';
import { pointStep } from './path.js';
import { isReserved, matchesName, reservedHeads, type Pattern, type PatternStep } from './pattern.js';

/** What gates may name. Known before anything is computed. */
export interface GateNames {
  /** The points that there are, or will be. */
  readonly points: readonly Pick<MeasuredPoint, 'generator' | 'swept' | 'main'>[];
  /** Ids of scores of quality and of control. */
  readonly scores: readonly string[];
}

/** What stands where a generator's score stands and is none. */
const OTHER_SUBJECTS = ['edits'];
const PANELS = ['pose', 'outfit'];
const PANEL_NUMBERS = ['hypervolume', 'membership', 'control-at', 'quality-at'];

/** What is wrong with a name of a pattern. */
type Complaint = (step: number, message: string) => never;

/**
 * The pattern from its first step on, which may be left out if it is `*`: a score alone means that of every generator.
 * @param spelt - how names are to be written here, for messages
 * @throws what `complain` throws, of a name that there is not
 */
export function fromItsHead(
  pattern: Pattern,
  names: GateNames,
  complain: Complaint,
  spelt: (name: string) => string = (name) => name,
): Pattern {
  const [first, second, third] = pattern;
  const generators = [...new Set(names.points.map(({ generator }) => generator))];
  const scores = [...names.scores, ...OTHER_SUBJECTS];
  const unknown = (index: number, what: string, known: readonly string[]): never => {
    const [name, expected] = [pattern[index]?.name, known.map(spelt)];
    return complain(
      index,
      name === undefined
        ? `Expected a ${what} behind a point: ${expected.join(', ')}.`
        : `There is no ${what} '${name}'.${didYouMean(name, expected)} Expected one of: ${expected.join(', ')}.`,
    );
  };

  if (first!.name === 'tradeoff') {
    if (!isAmong(second, PANELS)) unknown(1, 'panel', PANELS);
    if (!isAmong(third, PANEL_NUMBERS)) unknown(2, 'number of a panel', PANEL_NUMBERS);
    return pattern;
  }
  if (isReserved(first!.name) || isAmong(first, generators)) {
    if (!isAmong(second, scores)) unknown(1, 'score', scores);
    if (!isReserved(first!.name)) checkSetting(pattern, names, complain);
    return pattern;
  }
  if (!isAmong(first, scores)) unknown(0, 'generator or score', [...generators, ...reservedHeads, ...scores]);
  return [{ name: '*', setting: null }, ...pattern];
}

function isAmong(step: PatternStep | undefined, known: readonly string[]): boolean {
  return step !== undefined && known.some((name) => matchesName(step.name, name));
}

function checkSetting([first]: Pattern, { points }: GateNames, complain: Complaint): void {
  const { name, setting } = first!;
  if (setting === null || setting === '*') return;
  const settings = points
    .filter(({ generator }) => matchesName(name, generator))
    .map((point) => pointStep(point).setting);
  if (settings.includes(setting)) return;
  const there = settings.flatMap((known) => known ?? []);
  complain(
    0,
    `There is no point ${name}[${setting}]. ` +
      (there.length > 0
        ? `Expected one of: ${there.join(', ')}, or * for all.`
        : `It is not swept: leave the brackets out.`),
  );
}
