import type { ControlEstimate } from '../../config/estimate.js';
import type { InterventionsResult } from '../../config/interventions-result.js';
import type { RunResult } from '../../config/run-result.js';
import { formatCount, formatInterval, formatScore } from '../format-score.js';
import { html, type Html } from '../html.js';
import { runSection, type RunSection } from './run-section.js';

/** What edits of one thing gained on it and leaked into all else; undefined if no point was asked for edits. */
export function interventionsSection({ points }: RunResult): RunSection | undefined {
  const edited = points.flatMap(({ id, control }) =>
    control?.interventions ? [{ id, interventions: control.interventions }] : [],
  );
  if (edited.length === 0) return undefined;
  return runSection(
    { id: 'edits', name: 'Edits', title: 'One thing changed, all else held' },
    'Pairs of images of one seed whose conditions differ in one thing. Gain: how much nearer the image came to what was changed, as a share of what real images gain. Leakage: how much of what was held changed too; 0 nothing, 1 as different as unrelated images.',
    edited.map(({ id, interventions }) => pointTables(id, interventions)),
  );
}

const pointTables = (point: string, { edits, conditions, real, kinds }: InterventionsResult): Html =>
  html`<h3>${point}</h3>
    <p class="small quiet">
      ${formatCount(edits)} pairs of ${formatCount(conditions)} conditions.
      ${real.status === 'undefined' && `No gain of real images: ${real.reason}.`}
    </p>
    <div class="scroller" role="group" tabindex="0" aria-label="Edits of ${point}">
      <table class="edits" data-sortable>
        <thead>
          <tr>
            <th scope="col">Edit of</th>
            <th scope="col" class="number">Pairs</th>
            <th scope="col">Gain or leakage</th>
            <th scope="col" class="number">Made</th>
            <th scope="col" class="number">Real images</th>
            <th scope="col" class="number">Share</th>
          </tr>
        </thead>
        <tbody>
          ${kinds.flatMap(({ kind, edits: pairs, gains, leakages }) => [
            ...gains.map(({ title, gain, ceiling, normalised }) =>
              row(kind, pairs, `Gain: ${title}`, [gain, ceiling, normalised]),
            ),
            ...leakages.map(({ title, drift, noise, leakage }) =>
              row(kind, pairs, `Leakage: ${title}`, [drift, noise, leakage]),
            ),
          ])}
        </tbody>
      </table>
    </div>`;

const row = (kind: string, pairs: number, what: string, values: readonly ControlEstimate[]): Html =>
  html`<tr>
    <th scope="row">${kind}</th>
    <td class="number" data-label="Pairs"><data value="${pairs}">${formatCount(pairs)}</data></td>
    <td>${what}</td>
    ${values.map((value, i) => html`<td class="number" data-label="${['Made', 'Real images', 'Share'][i]}">${figure(value)}</td>`)}
  </tr>`;

function figure(estimate: ControlEstimate): Html {
  if (estimate.status === 'undefined') return html`<span class="small quiet">${estimate.reason}</span>`;
  const { value, interval } = estimate;
  return html`<data value="${value}">${formatScore(value)}</data>
    ${interval.status === 'ok' && html`<span class="ends small">${formatInterval(interval.low, interval.high)}</span>`}`;
}
