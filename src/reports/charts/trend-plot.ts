import type { ComparedScore, RunComparison } from '../../config/run-comparison.js';
import type { Plot, PlotMark } from './plot.js';
import { plotReach, valueText } from './value-text.js';
import { plotId } from './plot-id.js';

/** Between generators at one run, so that intervals stand side by side. */
const ASIDE = 0.06;

/** Trends of a comparison: of the scores that matter first and of those that moved, a plot each. */
export function trendPlots(comparison: RunComparison): Plot[] {
  const { scores, headlines } = comparison;
  const ids = [...new Set([...headlines, ...scores.filter(hasMoved).map(({ id }) => id)])];
  return ids.flatMap((id) => {
    const same = scores.filter((score) => score.id === id);
    return same.some(isTrend) ? [trendPlot(comparison, same)] : [];
  });
}

function hasMoved({ changes }: ComparedScore): boolean {
  return changes.some((change) => change.status === 'ok' && ['better', 'worse'].includes(change.moved));
}

function isTrend({ values }: ComparedScore): boolean {
  return values.filter((value) => value?.status === 'ok').length > 1;
}

/** One score of every generator, run by run. */
function trendPlot({ runs, scores }: RunComparison, same: readonly ComparedScore[]): Plot {
  const { id, title, direction, unit } = same[0]!;
  const styles = [...new Set(scores.map(({ generator }) => generator))];
  const labels = runs.map(({ label }) => label);
  return {
    id: plotId('trend', id),
    title,
    caption: `${direction === 'lower' ? 'Lower' : 'Higher'} is better; lines across marks are 95% intervals. Where no line leads from run to run, the two do not compare.`,
    description: same
      .map(({ generator, values }) => {
        const texts = values.map(
          (value, i) => `${labels[i]!} ${value?.status === 'ok' ? valueText(value) : 'none'}`,
        );
        return `${generator}: ${texts.join(', ')}`;
      })
      .join('; '),
    x: { title: '', include: [], ticks: labels },
    y: { title: unit === '' ? title : `${title}, ${unit}`, include: [], ticks: 'numbers' },
    series: same.map((score, i) => ({
      name: score.generator,
      style: styles.indexOf(score.generator),
      drawnAs: score.changes.some(({ status }) => status === 'incomparable') ? 'marks' : 'line',
      marks: marksOf(score, labels, ASIDE * (i - (same.length - 1) / 2)),
    })),
    guides: [],
    tracks: [],
    staircase: [],
    missing: same.flatMap(({ generator, values }) =>
      values.flatMap((value, i) =>
        value?.status === 'undefined' ? [`${generator} in ${labels[i]!} is not drawn: ${value.reason}.`] : [],
      ),
    ),
    heightPx: 320,
  };
}

function marksOf(
  { generator, title, values }: ComparedScore,
  labels: readonly string[],
  aside: number,
): PlotMark[] {
  return values.flatMap((value, run) =>
    value?.status === 'ok'
      ? [
          {
            x: run + aside,
            y: value.value,
            reachX: null,
            reachY: plotReach(value.interval),
            label: null,
            text: `${generator}, ${labels[run]!}\n${title} ${valueText(value)}`,
            strong: true,
          },
        ]
      : [],
  );
}
