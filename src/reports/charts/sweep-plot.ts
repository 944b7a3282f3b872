import type { Point } from '../../config/run-result.js';
import type { Plot } from './plot.js';
import type { RunScore } from './run-score.js';
import { runStyles } from './run-styles.js';
import { plotReach, valueText } from './value-text.js';
import { plotId } from './plot-id.js';

/** One score along a knob, a line each generator that was swept along it. undefined: none has it. */
export function sweepPlot(score: RunScore, knob: string, points: readonly Point[]): Plot | undefined {
  const swept = points.flatMap((point) => {
    const estimate = score.of(point);
    return point.swept?.knob === knob && estimate ? [{ point, at: point.swept.value, estimate }] : [];
  });
  const generators = new Set(
    swept.flatMap(({ point, estimate }) => (estimate.status === 'ok' ? [point.generator] : [])),
  );
  if (generators.size === 0) return undefined;
  return {
    id: plotId('sweep', knob, score.id),
    title: `${score.title} along ${knob}`,
    caption: `${score.direction === 'lower' ? 'Lower' : 'Higher'} is better; areas are 95% intervals. The full mark is the main setting.`,
    description: `${score.title} at ${swept.length} settings of ${knob}: ${swept
      .map(
        ({ point, estimate }) =>
          `${point.id} ${estimate.status === 'ok' ? valueText(estimate) : 'undefined'}`,
      )
      .join('; ')}.`,
    x: { title: knob, include: [], ticks: 'numbers' },
    y: {
      title: score.unit === '' ? score.title : `${score.title}, ${score.unit}`,
      include: [],
      ticks: 'numbers',
    },
    series: [...runStyles(points)]
      .filter(([name]) => generators.has(name))
      .map(([name, style]) => ({
        name,
        style,
        drawnAs: 'band',
        marks: swept
          .filter(({ point }) => point.generator === name)
          .sort((a, b) => a.at - b.at)
          .flatMap(({ point, at, estimate }) =>
            estimate.status === 'ok'
              ? [
                  {
                    x: at,
                    y: estimate.value,
                    reachX: null,
                    reachY: plotReach(estimate.interval),
                    label: null,
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
    missing: swept.flatMap(({ point, estimate }) =>
      estimate.status === 'undefined' ? [`${point.id} is not drawn: ${estimate.reason}.`] : [],
    ),
    heightPx: 320,
  };
}
