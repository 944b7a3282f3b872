import type { RunResult } from '../../config/run-result.js';
import { html, type Html } from '../html.js';
import { arrow } from './direction-arrow.js';
import { countCell, forestTable } from './forest-table.js';
import { plottedEstimate } from './plotted-estimate.js';
import { runSection, type RunSection } from './run-section.js';

/** What scores say, by id; where they are not known the page does without. */
export type Summaries = Readonly<Record<string, string>>;

/** Every quality score, with all points below each other on its scale. */
export function qualitySection({ points }: RunResult, summaries: Summaries): RunSection {
  const scores = new Map(points.flatMap(({ quality }) => quality.scores.map((score) => [score.id, score])));
  const tables = [...scores.values()].map(({ id, title, direction, unit }): Html => {
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
  });
  return runSection(
    { id: 'quality', name: 'Quality', title: 'Quality of the images' },
    'Each generated set against the real images. The dot is the value, the line its 95% interval; all points of a score share a scale, and the main ones are set in bold.',
    tables,
  );
}
