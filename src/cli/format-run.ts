import type { Point, RunResult } from '../config/run-result.js';
import { gateTable } from './format-gates.js';
import { formatTable } from './format-table.js';
import { printable } from './printable.js';

/** Scores of quality that a terminal is wide enough for; the report has all. */
const MOST_QUALITY = 4;

/** What came of a run, in short: a line a point, what control costs, and the gates. */
export function formatRun(run: RunResult): string {
  const lines = [...pointTable(run), ...costLines(run), ...gateLines(run)];
  return `${lines.map(printable).join('\n')}\n`;
}

interface Column {
  readonly head: string;
  readonly of: (point: Point) => number | undefined;
}

function pointTable({ points, configuration: { tradeoff } }: RunResult): string[] {
  const control = controlColumns(points, [tradeoff.pose, tradeoff.outfit]);
  const columns = [...qualityColumns(points).slice(0, MOST_QUALITY), ...control];
  const rows = points.map((point) => [
    `${point.id}${point.main && point.swept ? ' *' : ''}`,
    String(point.samples.count),
    ...columns.map(({ of }) => {
      const value = of(point);
      return value === undefined ? '-' : short(value);
    }),
  ]);
  const heads = ['', 'images', ...columns.map(({ head }) => head)];
  const table = formatTable([heads, ...rows], ['left', ...heads.slice(1).map(() => 'right' as const)]);
  const notes = [
    `  ↓ lower is better, ↑ higher is better${control.length > 0 ? '; control is 0 if conditions are ignored, 1 if kept as by real images' : ''}`,
    ...(points.some(({ swept }) => swept) ? ['  * the setting that gates mean'] : []),
  ];
  return [...table, '', ...notes];
}

const arrows = { lower: '↓', higher: '↑' } as const;

function qualityColumns([first]: readonly Point[]): Column[] {
  return (first?.quality.scores ?? []).map(({ id, title, direction }) => ({
    head: `${title} ${arrows[direction]}`,
    of: ({ quality }) => {
      const score = quality.scores.find((each) => each.id === id);
      return score?.status === 'ok' ? score.value : undefined;
    },
  }));
}

/** Of those scores that quality is held against. */
function controlColumns(points: readonly Point[], ids: readonly string[]): Column[] {
  const scores = points.flatMap(({ control }) => control?.scores ?? []);
  return ids.flatMap((id) => {
    const head = scores.find((score) => score.id === id);
    if (!head) return [];
    const of = ({ control }: Point) => {
      const score = control?.scores.find((each) => each.id === id);
      return score?.control.status === 'ok' ? score.control.value : undefined;
    };
    return [{ head: `${head.title} control ↑`, of }];
  });
}

/** In the score that quality is measured by; in another where that is not computed. */
function costLines({ costs, configuration: { tradeoff } }: RunResult): string[] {
  const lines = costs.flatMap(({ candidate, baseline, differences }) => {
    const known = differences.filter(({ status }) => status === 'ok');
    const first = known.find(({ id }) => id === tradeoff.quality) ?? known[0];
    if (first?.status !== 'ok') return [];
    const { interval } = first;
    const reach =
      interval.status === 'ok' ? `, 95% interval ${signed(interval.low)} to ${signed(interval.high)}` : '';
    return [`  ${candidate} against ${baseline}: ${first.title} ${signed(first.value)}${reach}`];
  });
  return lines.length > 0 ? ['', 'What control costs', ...lines] : [];
}

const signed = (value: number): string => `${value < 0 ? '' : '+'}${short(value)}`;

/** Three digits: about what an interval supports. */
const short = (value: number): string => (Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(3));

function gateLines({ gates }: RunResult): string[] {
  return gates.length === 0 ? [] : ['', 'Gates', ...gateTable(gates).map((row) => `  ${row}`)];
}
