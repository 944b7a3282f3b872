import type { ControlScoreRecord } from '../../config/control-result.js';
import type { Point } from '../../config/run-result.js';
import { formatScore } from '../format-score.js';
import type { Plot, PlotReach } from './plot.js';
import { runStyles } from './run-styles.js';
import { plotReach } from './value-text.js';
import { plotId } from './plot-id.js';

const ROW_PX = 26;
const FRAME_PX = 120;

/** A joint or a slot: what it scores between the least and the most that it could. */
interface PartRow {
  readonly name: string;
  readonly value: number;
  readonly reach: PlotReach | null;
  readonly floor: number | null;
  readonly ceiling: number | null;
  readonly count: number;
}

/** A control score of one point joint by joint, or slot by slot, each between its floor and its ceiling. undefined: it has no parts. */
export function partPlot(
  score: ControlScoreRecord,
  point: Point,
  points: readonly Point[],
): Plot | undefined {
  const rows = rowsOf(score);
  if (rows.length === 0) return undefined;
  const better = `${score.direction} is better`;
  const what = score.slots.length > 0 ? 'slot' : 'joint';
  return {
    id: plotId('parts', point.generator, score.id),
    title: `${score.title} of ${point.generator}, ${what} by ${what}`,
    caption:
      'Each bar reaches from the floor, what images get whose conditions were shuffled, to the ceiling, what real images get.',
    description: rows
      .map(({ name, value, floor, ceiling }) => {
        const between = [floor, ceiling].map((end) => (end === null ? 'none' : formatScore(end)));
        return `${name} ${formatScore(value)} (floor ${between[0]!}, ceiling ${between[1]!})`;
      })
      .join('; '),
    x: { title: score.unit === '' ? better : `${score.unit}, ${better}`, include: [], ticks: 'numbers' },
    y: { title: '', include: [], ticks: rows.map(({ name }) => name) },
    series: [
      {
        name: point.generator,
        style: runStyles(points).get(point.generator) ?? 0,
        drawnAs: 'marks',
        marks: rows.map(({ name, value, reach, count }, row) => ({
          x: value,
          y: row,
          reachX: reach,
          reachY: null,
          label: formatScore(value),
          text: `${name}\n${score.title} ${formatScore(value)}\nin ${count} images`,
          strong: true,
        })),
      },
    ],
    guides: [],
    tracks: rows.flatMap(({ floor, ceiling }, row) =>
      floor === null || ceiling === null ? [] : [{ row, from: floor, to: ceiling }],
    ),
    staircase: [],
    missing: score.leftOut.map(({ part, reason }) => `${part} does not count: ${reason}.`),
    heightPx: FRAME_PX + ROW_PX * rows.length,
  };
}

function rowsOf({ slots, parts }: ControlScoreRecord): PartRow[] {
  const ofSlots = slots.flatMap(({ slot, count, score, floor, ceiling }) =>
    score.status === 'ok'
      ? [
          {
            name: slot,
            value: score.value,
            reach: plotReach(score.interval),
            floor: floor.status === 'ok' ? floor.value : null,
            ceiling: ceiling.status === 'ok' ? ceiling.value : null,
            count,
          },
        ]
      : [],
  );
  const ofJoints = parts.flatMap(({ part, value, ...rest }) =>
    value === null ? [] : [{ name: part.replaceAll('_', ' '), value, reach: null, ...rest }],
  );
  // Scores of slots tell their parts twice, and of the slots they know more.
  return slots.length > 0 ? ofSlots : ofJoints;
}
