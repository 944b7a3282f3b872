import type { Comparison, Score, Side } from '../config/result.js';
import { formatTable } from './format-table.js';
import { printable } from './printable.js';

type DefinedScore = Extract<Score, { status: 'ok' }>;

const PAIRS_SHOWN = 10;

/** A comparison for people: a line a score, what the numbers are, what to beware of, then single images and strata. */
export function formatComparison({ scores, real, generated, provenance }: Comparison): string {
  const { features, outputs, runsOn, comparability } = provenance;
  const lines = [
    ...scoreLines(scores),
    '',
    ...(real ? [`  real       ${describeSide(real)}`] : []),
    `  generated  ${describeSide(generated)}`,
    `  features   ${features ? `${features.name} ${Object.values(outputs).join(', ')}, resize ${features.resize}, weights ${features.weightsSha256.slice(0, 12)}` : 'not said'}`,
    ...(runsOn === null ? [] : [`  computed   ${runsOn}`]),
    '',
    comparability,
    ...grouped('warning', scores.filter(isDefined), (score) => score.warnings),
    ...scores.filter(isDefined).flatMap((score) => [...strataTable(score), ...pairTable(score)]),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

/** A line a score, and what arrows and intervals mean. */
export function scoreLines(scores: readonly Score[]): string[] {
  return [...scoreTable(scores), '', ...intervalNotes(scores)];
}

function isDefined(score: Score): score is DefinedScore {
  return score.status === 'ok';
}

function scoreTable(scores: readonly Score[]): string[] {
  const arrows = { lower: '↓', higher: '↑' };
  const rows = scores.map((score) =>
    isDefined(score)
      ? [score.title, formatValue(score.value), arrows[score.direction], formatInterval(score)]
      : [score.title, '-', arrows[score.direction], `undefined: ${score.reason}`],
  );
  return formatTable(rows, ['left', 'right', 'left', 'left']);
}

function formatInterval({ interval }: DefinedScore): string {
  return interval.status === 'ok'
    ? `95% interval ${formatValue(interval.low)} to ${formatValue(interval.high)}`
    : '';
}

/** What the arrows and the intervals mean. */
function intervalNotes(scores: readonly Score[]): string[] {
  const about = { population: 'with infinitely many images', 'these counts': 'at these counts of images' };
  const defined = scores.filter(isDefined);
  const notes = [
    ...grouped('interval', defined, ({ interval }) =>
      interval.status === 'ok' ? [`where the score lies ${about[interval.about]}`] : [],
    ),
    ...grouped('no interval', defined, ({ interval }) => (interval.status === 'ok' ? [] : [interval.reason])),
  ];
  return ['  ↓ lower is better, ↑ higher is better', ...notes.map((note) => `  ${note}`)];
}

/** Each text once, after what it is and, if it is not about all of them, the scores that it is about. */
function grouped(
  kind: string,
  scores: readonly DefinedScore[],
  textsOf: (score: DefinedScore) => readonly string[],
): string[] {
  const titles = new Map<string, string[]>();
  for (const score of scores) {
    for (const text of textsOf(score)) titles.set(text, [...(titles.get(text) ?? []), score.title]);
  }
  return Array.from(titles, ([text, of]) =>
    of.length === scores.length ? `${kind}: ${text}` : `${kind} (${of.join(', ')}): ${text}`,
  );
}

function strataTable({ title, strata }: DefinedScore): string[] {
  if (!strata) return [];
  const rows = strata.map(({ stratum, real, generated, value, reason = '' }) => [
    stratum,
    String(real),
    String(generated),
    value === null ? '-' : formatValue(value),
    value === null ? `undefined: ${reason}` : '',
  ]);
  const table = formatTable(
    [['stratum', 'real', 'generated', 'value', ''], ...rows],
    ['left', 'right', 'right', 'right', 'left'],
  );
  return ['', `${title} by stratum`, ...table.map((row) => `  ${row}`)];
}

function pairTable({ title, pairs }: DefinedScore): string[] {
  if (!pairs || pairs.length === 0) return [];
  const rows = pairs
    .slice(0, PAIRS_SHOWN)
    .map(({ generated, real, distance }) => [formatValue(distance), generated, real]);
  const table = formatTable([['distance', 'generated', 'real'], ...rows], ['right', 'left', 'left']);
  const rest = pairs.length - rows.length;
  return [
    '',
    `${title}: nearest real images, the most suspicious first (distance over that of the real image to its own nearest other)`,
    ...table.map((row) => `  ${row}`),
    ...(rest > 0 ? [`  and ${rest} more in --json`] : []),
  ];
}

/** Six significant digits: more than any interval supports, enough to compare tools. */
export function formatValue(value: number): string {
  return Math.abs(value) < 1e-9 ? '0' : value.toPrecision(6);
}

export function describeSide({ location, kind, count, available, ignored, skipped }: Side): string {
  const images = count === null ? 'unknown number of images' : `${count} images`;
  const chosen =
    available !== null && count !== null && count + skipped.length < available ? ` of ${available}` : '';
  const notes = [
    kind === 'statistics' ? 'statistics' : undefined,
    skipped.length > 0 ? `${skipped.length} unreadable, skipped` : undefined,
    ignored > 0 ? `${ignored} other files ignored` : undefined,
  ].filter((note) => note !== undefined);
  return `${location}: ${images}${chosen}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}
