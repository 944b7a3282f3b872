import type { ControlScoreRecord } from '../../config/control-result.js';
import type { Point, RunResult } from '../../config/run-result.js';
import { html, type Html } from '../html.js';
import { controlRow, FLOOR_AND_CEILING } from './control-row.js';
import { arrow } from './direction-arrow.js';
import { foldedScores } from './folded-scores.js';
import { forestTable } from './forest-table.js';
import { partTables } from './part-tables.js';
import type { Summaries } from './quality-section.js';
import { runSection, type RunSection } from './run-section.js';

type Controlled = Point & { readonly control: NonNullable<Point['control']> };

/** Every control score of the points that were asked for something; undefined if none was. */
export function controlSection(
  { points, configuration }: RunResult,
  summaries: Summaries,
): RunSection | undefined {
  const controlled = points.filter((point): point is Controlled => point.control !== null);
  if (controlled.length === 0) return undefined;
  const headlines = [configuration.tradeoff.pose, configuration.tradeoff.outfit];
  const scores = new Map(
    controlled.flatMap(({ control }) => control.scores.map((score) => [score.id, score])),
  );
  const table = (score: ControlScoreRecord): Html => {
    const ofPoints = controlled.flatMap((point) => {
      const found = point.control.scores.find(({ id }) => id === score.id);
      return found ? [{ point, score: found }] : [];
    });
    const caption = html`<b>${score.title}</b> ${arrow(score.direction)}
      <span class="quiet">${score.unit}</span>
      ${summaries[score.id] && html`<span class="small quiet summary">${summaries[score.id]}</span>`}`;
    return html`${forestTable({
      name: score.title,
      caption,
      of: 'Point',
      valueTitle: 'Control',
      columns: ['Score', 'Floor', 'Ceiling'],
      rows: ofPoints.map(({ point, score: of }) => controlRow(point.id, point.main, of)),
      marks: FLOOR_AND_CEILING,
    })}${partTables(ofPoints, headlines.includes(score.id))}`;
  };
  const all = [...scores.values()];
  const rest = all.filter(({ id }) => !headlines.includes(id));
  return runSection(
    { id: 'control', name: 'Control', title: 'Obedience to what was asked for' },
    'Control is (score − floor) / (ceiling − floor): 0, the left line, is what images made for other conditions get, 1, the right line, what real images get from the same estimators. Open a score to see it joint by joint or slot by slot.',
    html`${all.filter(({ id }) => headlines.includes(id)).map(table)}
    ${rest.length > 0 && foldedScores('control', rest, table)}`,
  );
}
