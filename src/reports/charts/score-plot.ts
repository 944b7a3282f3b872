import type { Point } from '../../config/run-result.js';
import { formatScore } from '../format-score.js';
import type { Plot } from './plot.js';
import { pointLabel } from './point-label.js';
import type { RunScore } from './run-score.js';
import { runStyles } from './run-styles.js';
import { plotReach, valueText } from './value-text.js';
import { plotId } from './plot-id.js';

const ROW_PX = 30;
const FRAME_PX = 110;

/** One score of all points, a bar each. undefined: none has it. */
export function scorePlot(score: RunScore, points: readonly Point[]): Plot | undefined {
  const asked = points.flatMap((point) => {
    const estimate = score.of(point);
    return estimate ? [{ point, estimate }] : [];
  });
  const drawn = new Set(
    asked.flatMap(({ point, estimate }) => (estimate.status === 'ok' ? [point.generator] : [])),
  );
  if (drawn.size === 0) return undefined;
  const better = `${score.direction} is better`;
  return {
    id: plotId('score', score.id),
    title: score.title,
    caption: `Bars are the scores, ${better}; lines are 95% intervals. Generators are at their main setting where bars are full.`,
    description: `${score.title} of ${asked.length} points: ${asked
      .map(({ point, estimate }) =>
        estimate.status === 'ok'
          ? `${pointLabel(point)} ${valueText(estimate)}`
          : `${pointLabel(point)} undefined`,
      )
      .join('; ')}.`,
    x: { title: score.unit === '' ? better : `${score.unit}, ${better}`, include: [], ticks: 'numbers' },
    y: { title: '', include: [], ticks: asked.map(({ point }) => pointLabel(point)) },
    series: [...runStyles(points)]
      .filter(([name]) => drawn.has(name))
      .map(([name, style]) => ({
        name,
        style,
        drawnAs: 'bars',
        marks: asked.flatMap(({ point, estimate }, row) =>
          point.generator === name && estimate.status === 'ok'
            ? [
                {
                  x: estimate.value,
                  y: row,
                  reachX: plotReach(estimate.interval),
                  reachY: null,
                  label: formatScore(estimate.value),
                  text: `${point.id}\n${score.title} ${valueText(estimate)}`,
                  strong: point.main,
                },
              ]
            : [],
        ),
      })),
    guides: [],
    tracks: [],
    staircase: [],
    missing: asked.flatMap(({ point, estimate }) =>
      estimate.status === 'undefined' ? [`${point.id} is not drawn: ${estimate.reason}.`] : [],
    ),
    heightPx: FRAME_PX + ROW_PX * asked.length,
  };
}
