import type { Difference } from '../../config/paired-result.js';
import type { Cost } from '../../config/run-result.js';
import { formatDifference } from '../format-difference.js';
import type { Plot, PlotMark, PlotReach } from './plot.js';
import { plotReach } from './value-text.js';
import { plotId } from './plot-id.js';

const ROW_PX = 30;
const FRAME_PX = 120;

/** A difference whose interval is known. */
interface Certain {
  readonly difference: Extract<Difference, { status: 'ok' }>;
  readonly reach: PlotReach;
}

/**
 * What control costs: the difference of each score, a row each. Scores have units of their own, and so has each row: the plot reaches as
 * far from zero as its interval does. What is worse points right, whichever way the score runs.
 */
export function costPlot({ candidate, baseline, paired, differences }: Cost): Plot {
  const rows = differences.flatMap((difference) => {
    const reach = difference.status === 'ok' ? plotReach(difference.interval) : null;
    return difference.status === 'ok' && reach ? [{ difference, reach }] : [];
  });
  return {
    id: plotId('cost', candidate, baseline),
    title: `What control costs: ${candidate} less ${baseline}`,
    caption:
      'Right of the line the first is worse. Each row has units of its own; lines are 95% intervals of the difference' +
      `${paired ? ', of pairs of the same ids' : ''}, and where one crosses the middle, either may be the better.`,
    description: rows
      .map(
        (row) =>
          `${row.difference.title} ${formatDifference(row.difference.value, row.reach)}, better: ${row.difference.better}`,
      )
      .join('; '),
    x: {
      title: 'right of the line: worse',
      include: [-1, 1],
      ticks: 'none',
    },
    y: { title: '', include: [], ticks: rows.map(({ difference }) => difference.title) },
    series: [{ name: 'difference', style: 0, drawnAs: 'marks', marks: rows.map(markOf) }],
    guides: [{ axis: 'x', at: 0, label: '' }],
    tracks: [],
    staircase: [],
    missing: differences.flatMap(whyMissing),
    heightPx: FRAME_PX + ROW_PX * rows.length,
  };
}

function markOf(row: Certain, y: number): PlotMark {
  const { difference, reach } = row;
  const { value, direction, title, better } = difference;
  const extent = Math.max(...[value, reach.low, reach.high].map(Math.abs)) || 1;
  const place = (amount: number) => (direction === 'lower' ? amount : 0 - amount) / extent;
  const ends = [place(reach.low), place(reach.high)];
  return {
    x: place(value),
    y,
    reachX: { low: Math.min(...ends), high: Math.max(...ends) },
    reachY: null,
    label: formatDifference(value, null),
    text: `${title} ${formatDifference(row.difference.value, row.reach)}\nbetter: ${better}`,
    strong: better !== 'undecided',
  };
}

/** Without an interval nothing says how far it is from zero. */
function whyMissing(difference: Difference): string[] {
  if (difference.status === 'undefined') {
    return [`${difference.title} is not drawn: ${difference.reason}.`];
  }
  const { title, value, interval } = difference;
  return interval.status === 'undefined'
    ? [
        `${title} is not drawn: its difference, ${formatDifference(value, null)}, has no interval, as ${interval.reason}.`,
      ]
    : [];
}
