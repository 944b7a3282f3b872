import type { Plot } from '../charts/plot.js';
import { html, type Html } from '../html.js';
import { chartFigure } from './chart-figure.js';
import type { RunMedia, SweepStrip } from './run-media.js';
import { runSection, type RunSection } from './run-section.js';
import type { ShotKnowledge } from './shot-card.js';
import type { DrawShot } from './shot-picture.js';

/** Scores and images of the same seed along a swept knob; undefined if nothing was swept. */
export function sweepSection(
  { sweeps }: RunMedia,
  plots: readonly Plot[],
  { draw }: ShotKnowledge,
): RunSection | undefined {
  const shown = sweeps.filter(({ rows }) => rows.length > 0);
  if (shown.length + plots.length === 0) return undefined;
  return runSection(
    { id: 'sweeps', name: 'Sweeps', title: 'Along the knob' },
    'The figures of the charts stand in the tables above. In each row of images seed and condition stay; only the knob changes.',
    html`<div class="charts">${plots.map(chartFigure)}</div>
      <div class="sweeps">${shown.map((strip) => sweepTable(strip, draw))}</div>`,
  );
}

const sweepTable = ({ generator, knob, values, rule, rows }: SweepStrip, draw: DrawShot): Html =>
  html`<div class="strip-of">
    <h3>${generator}</h3>
    <p class="small quiet">${rule}</p>
    <div class="scroller" role="group" tabindex="0" aria-label="${generator} along ${knob}">
      <table class="sweep">
        <thead>
          <tr>
            <th scope="col"><span class="unseen">Image</span></th>
            ${values.map((value) => html`<th scope="col">${knob} ${value}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row" class="small">${row[0]?.id}</th>
                ${row.map((shot) => html`<td>${draw(shot, 'Generated')}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`;
