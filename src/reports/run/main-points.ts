import type { Point, RunResult } from '../../config/run-result.js';
import { formatCount, formatInterval, formatScore } from '../format-score.js';
import { html, type Html } from '../html.js';
import { arrow } from './direction-arrow.js';
import { headlineScore } from './headline-score.js';
import { plottedEstimate, type Plottable } from './plotted-estimate.js';

/** Each generator at its main point: quality, and control of pose and of outfit. */
export function mainPoints(run: RunResult): Html {
  const quality = headlineScore(run);
  const { pose, outfit } = run.configuration.tradeoff;
  const mains = run.points.filter(({ main }) => main);
  const score = mains[0]?.quality.scores.find(({ id }) => id === quality);
  const controls = [pose, outfit].flatMap((id) => {
    const title = mains.map((point) => controlOf(point, id)?.title).find((found) => found !== undefined);
    return title === undefined ? [] : [{ id, title }];
  });
  return html`<table class="mains">
    <thead>
      <tr>
        <th scope="col">Generator</th>
        ${score && html`<th scope="col" class="number">${score.title} ${arrow(score.direction)}</th>`}
        ${controls.map(({ title }) => html`<th scope="col" class="number">${title}, control ${arrow('higher')}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${mains.map(
        (point) =>
          html`<tr>
            <th scope="row">
              ${point.id}
              <span class="small quiet">${point.kind}, ${formatCount(point.samples.count)} images</span>
            </th>
            ${score && figure(score.title, qualityOf(point, score.id))}
            ${controls.map(({ id, title }) => figure(`Control: ${title}`, controlValue(point, id)))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

const controlOf = (point: Point, id: string) => point.control?.scores.find((each) => each.id === id);

function qualityOf(point: Point, id: string): Plottable {
  const score = point.quality.scores.find((each) => each.id === id);
  return score ? plottedEstimate(score) : { status: 'undefined', reason: 'not computed' };
}

function controlValue(point: Point, id: string): Plottable {
  const score = controlOf(point, id);
  if (score) return plottedEstimate(score.control);
  const reason = point.kind === 'unconditional' ? 'takes no conditions' : 'not measured';
  return { status: 'undefined', reason };
}

function figure(label: string, value: Plottable): Html {
  if (value.status === 'undefined') {
    return html`<td class="number" data-label="${label}">
      <span class="quiet" title="${value.reason}">–</span><span class="unseen">${value.reason}</span>
    </td>`;
  }
  const { interval } = value;
  return html`<td class="number" data-label="${label}">
    <data value="${value.value}">${formatScore(value.value)}</data>
    ${'low' in interval && html`<span class="ends small">${formatInterval(interval.low, interval.high)}</span>`}
  </td>`;
}
