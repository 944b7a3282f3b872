import type { RunResult } from '../../config/run-result.js';
import type { Score } from '../../config/result.js';
import { html, type Html } from '../html.js';
import { arrow } from './direction-arrow.js';
import { countCell, forestTable } from './forest-table.js';
import { foldedScores } from './folded-scores.js';
import { headlineScore } from './headline-score.js';
import { inReadingOrder } from './reading-order.js';
import { plottedEstimate } from './plotted-estimate.js';
import { runSection, type RunSection } from './run-section.js';

/** What scores say, by id; where they are not known the page does without. */
export type Summaries = Readonly<Record<string, string>>;

/** Scores that are shown before the rest is unfolded. */
const AT_FIRST = 4;

/** Every quality score, with all points below each other on its scale. */
export function qualitySection(run: RunResult, summaries: Summaries): RunSection {
  const { points } = run;
  const scores = new Map(points.flatMap(({ quality }) => quality.scores.map((score) => [score.id, score])));
  const ordered = inReadingOrder([...scores.values()], headlineScore(run));
  const table = ({ id, title, direction, unit }: Score): Html => {
    const rows = points.flatMap(({ id: point, main, samples, quality }) => {
      const score = quality.scores.find((each) => each.id === id);
      return score
        ? [{ label: point, strong: main, value: plottedEstimate(score), cells: [countCell(samples.count)] }]
        : [];
    });
    const caption = html`<b>${title}</b> ${arrow(direction)}
      <span class="quiet">${unit}</span>
      ${summaries[id] && html`<span class="small quiet summary">${summaries[id]}</span>`}`;
    return forestTable({ name: title, caption, of: 'Point', valueTitle: title, columns: ['Images'], rows });
  };
  const rest = ordered.slice(AT_FIRST);
  return runSection(
    { id: 'quality', name: 'Quality', title: 'Quality of the images' },
    'Each generated set against the real images. The dot is the value, the line its 95% interval; all points of a score share a scale, and the main ones are set in bold.',
    html`${ordered.slice(0, AT_FIRST).map(table)} ${rest.length > 0 && foldedScores('quality', rest, table)}`,
  );
}
