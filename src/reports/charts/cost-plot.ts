import type { Difference } from '../../config/paired-result.js';
import type { Cost } from '../../config/run-result.js';
import { formatInterval, formatScore } from '../format-score.js';
import type { Plot } from './plot.js';

const ROW_PX = 30;
const FRAME_PX = 120;

type Defined = Extract<Difference, { status: 'ok' }>;

/**
 * What control costs: the difference of each score, a row each. Scores have units of their own, and so has each row: as far as its interval
 * reaches from zero is as far as the plot does. What is worse points right, whichever way the score runs.
 */
export function costPlot({ candidate, baseline, paired, differences }: Cost): Plot {
  const defined = differences.filter((difference) => difference.status === 'ok');
  const others = differences.filter((difference) => difference.status === 'undefined');
  const rows = defined.map(rowOf);
  return {
    id: `cost-${candidate}-${baseline}`.replaceAll(/[^\w-]+/g, '-'),
    title: `What control costs: ${candidate} less ${baseline}`,
    caption:
      'Right of the line the first is worse. Each row has units of its own; lines are 95% intervals of the difference' +
      `${paired ? ', of pairs of the same ids' : ''}, and where one crosses the middle, either may be the better.`,
    description: defined
      .map((difference) => `${difference.title} ${textOf(difference)}, better: ${difference.better}`)
      .join('; '),
    x: {
      title: `left: ${candidate} is better · right: ${candidate} is worse`,
      include: [-1, 1],
      ticks: 'none',
    },
    y: { title: '', include: [], ticks: defined.map(({ title }) => title) },
    series: [
      {
        name: 'difference',
        style: 0,
        drawnAs: 'marks',
        marks: rows.map((row, y) => ({ ...row, y, reachY: null })),
      },
    ],
    guides: [{ axis: 'x', at: 0, label: '' }],
    tracks: [],
    staircase: [],
    missing: others.map(({ title, reason }) => `${title} is not drawn: ${reason}.`),
    heightPx: FRAME_PX + ROW_PX * defined.length,
  };
}

function rowOf(difference: Defined) {
  const { value, interval, direction, title, better } = difference;
  const ends = interval.status === 'ok' ? [interval.low, interval.high] : [];
  const extent = Math.max(Math.abs(value), ...ends.map(Math.abs)) || 1;
  const place = (amount: number) => (direction === 'lower' ? amount : -amount) / extent;
  const [a, b] = ends.map(place);
  return {
    x: place(value),
    reachX: a === undefined || b === undefined ? null : { low: Math.min(a, b), high: Math.max(a, b) },
    label: signed(value),
    text: `${title} ${textOf(difference)}\nbetter: ${better}`,
    strong: better !== 'undecided',
  };
}

function textOf({ value, interval }: Defined): string {
  const reach = interval.status === 'ok' ? ` (${formatInterval(interval.low, interval.high)})` : '';
  return `${signed(value)}${reach}`;
}

function signed(value: number): string {
  return value > 0 ? `+${formatScore(value)}` : formatScore(value);
}
