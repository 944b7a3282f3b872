import type { RunResult } from '../../config/run-result.js';
import type { Tradeoff, TradeoffReading } from '../../config/tradeoff-result.js';
import type { ControlEstimate } from '../../config/estimate.js';
import type { Plot } from '../charts/plot.js';
import { formatCount, formatInterval, formatScore } from '../format-score.js';
import { html, type Html } from '../html.js';
import { chartFigure } from './chart-figure.js';
import { runSection, type RunSection } from './run-section.js';

/** Quality held against control, a panel for pose and one for outfits; undefined if nothing was. */
export function tradeoffSection(
  { tradeoffs, points }: RunResult,
  plots: readonly Plot[],
): RunSection | undefined {
  if (tradeoffs.length === 0) return undefined;
  const mains = new Set(points.flatMap(({ id, main }) => (main ? [id] : [])));
  return runSection(
    { id: 'tradeoff', name: 'Trade-off', title: 'Quality against control' },
    'Up and to the left is better. A point is on the front if no other is at least as good in both and better in one; how sure that is, is its share of draws within the intervals.',
    html`<div class="charts">${plots.map(chartFigure)}</div>
      ${tradeoffs.map((tradeoff) => panel(tradeoff, mains))}`,
  );
}

function panel(tradeoff: Tradeoff, mains: ReadonlySet<string>): Html {
  const { about, quality, control, draws, notes } = tradeoff;
  return html`<div class="panel" id="tradeoff-${about}">
    <h3>${about === 'pose' ? 'Pose' : 'Outfit'}</h3>
    <div class="scroller" role="group" tabindex="0" aria-label="Trade-off of ${about}">
      <table class="figures" data-sortable>
        <caption>
          <b>${quality.title}</b>
          against normalised
          <b>${control.title}</b
          >, over ${formatCount(draws)} draws
        </caption>
        <thead>
          <tr>
            <th scope="col">Point</th>
            <th scope="col" class="number">${quality.title}</th>
            <th scope="col" class="number">${control.title}</th>
            <th scope="col">On the front</th>
            <th scope="col" class="number">In draws</th>
          </tr>
        </thead>
        <tbody>
          ${tradeoff.points.map(
            (point) =>
              html`<tr class="${mains.has(point.point) ? 'strong' : ''}">
                <th scope="row">${point.point}</th>
                <td class="number" data-label="${quality.title}">${estimate(point.quality)}</td>
                <td class="number" data-label="${control.title}">${estimate(point.control)}</td>
                <td data-label="On the front">
                  ${point.onFront === null ? 'undefined' : point.onFront ? 'yes' : 'no'}
                </td>
                <td class="number" data-label="In draws">
                  ${point.membership === null ? '–' : html`<data value="${point.membership}">${Math.round(100 * point.membership)}%</data>`}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${readings(tradeoff)} ${notes.map((note) => html`<p class="small quiet">${note}</p>`)}
  </div>`;
}

function readings({ hypervolumes, readings: read, quality, control }: Tradeoff): Html | false {
  const lines = [
    ...hypervolumes.map(({ generator, volume }) => ({
      what: `Hypervolume of ${generator ?? 'all together'}`,
      value: volume,
    })),
    ...read.map(({ generator, what, at, reading }) => ({
      what:
        what === 'control at quality'
          ? `${control.title} of ${generator} at ${quality.title} ${at}`
          : `${quality.title} of ${generator} at ${control.title} ${at}`,
      value: reading,
    })),
  ];
  return (
    lines.length > 0 &&
    html`<dl class="readings">
      ${lines.map(
        ({ what, value }) =>
          html`<div>
            <dt>${what}</dt>
            <dd>${readingText(value)}</dd>
          </div>`,
      )}
    </dl>`
  );
}

function readingText(reading: TradeoffReading): Html {
  if (reading.status === 'undefined') {
    return html`<span class="small quiet">undefined: ${reading.reason}</span>`;
  }
  const { value, reach } = reading;
  const text =
    reach.status === 'undefined'
      ? `no interval: ${reach.reason}`
      : reach.low < reach.high && formatInterval(reach.low, reach.high);
  return html`<b>${formatScore(value)}</b> ${text && html`<span class="small quiet">${text}</span>`}`;
}

function estimate(value: ControlEstimate): Html {
  if (value.status === 'undefined') return html`<span class="small quiet">undefined: ${value.reason}</span>`;
  const { interval } = value;
  return html`<data value="${value.value}">${formatScore(value.value)}</data>
    ${interval.status === 'ok' && interval.low < interval.high && html`<span class="ends small">${formatInterval(interval.low, interval.high)}</span>`}`;
}
