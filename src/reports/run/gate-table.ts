import type { GateCheck, GateOutcome, GateResult } from '../../config/gate-result.js';
import { formatInterval, formatLimit, formatScore } from '../format-score.js';
import { html, type Html } from '../html.js';
import { intervalPlot, intervalScale } from '../interval-plot.js';
import { outcomeMark, severity } from './outcome-mark.js';

/** Every gate with what it was held against: observed, interval, limit, margin; what needs attention comes first. */
export function gateTable(gates: readonly GateResult[]): Html {
  const rows = gates.flatMap((gate) =>
    gate.checks.length === 0
      ? [{ outcome: gate.outcome, content: unmatched(gate) }]
      : gate.checks.map((check) => ({ outcome: check.outcome, content: row(gate, check) })),
  );
  rows.sort((a, b) => severity.indexOf(a.outcome) - severity.indexOf(b.outcome));
  return html`<div class="scroller" role="group" tabindex="0" aria-label="Gates">
    <table class="gates" data-sortable>
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col">Gate</th>
          <th scope="col" class="number">Observed</th>
          <th scope="col" class="wide">95% interval, and the limit as a line</th>
          <th scope="col" class="number">Limit</th>
          <th scope="col" class="number">Margin</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ content }) => content)}
      </tbody>
    </table>
  </div>`;
}

/** @param subject - one of several that the gate is held against */
const heading = ({ gate, name }: GateResult, outcome: GateOutcome, subject?: string): Html =>
  html`<td data-sort="${severity.indexOf(outcome)}">${outcomeMark(outcome)}</td>
    <th scope="row">
      ${name !== null && html`<b>${name}</b>`} <code>${gate}</code>
      ${subject !== undefined && html`<code class="quiet">${subject}</code>`}
    </th>`;

const unmatched = (gate: GateResult): Html =>
  html`<tr>
    ${heading(gate, gate.outcome)}
    <td colspan="4" class="wide small reason">${gate.reason}</td>
  </tr>`;

function row(gate: GateResult, check: GateCheck): Html {
  const { outcome, subject, observed, interval, limit, margin, reason } = check;
  return html`<tr>
    ${heading(gate, outcome, gate.checks.length > 1 || !gate.gate.includes(subject) ? subject : undefined)}
    <td class="number" data-label="Observed">${figure(observed)}</td>
    <td class="wide" data-sort="${interval?.low ?? ''}">
      ${plot(check)}
      ${interval && html`<span class="ends">${formatInterval(interval.low, interval.high)}</span>`}
      ${outcome !== 'pass' && html`<p class="small reason">${reason}</p>`}
    </td>
    <td class="number" data-label="Limit">
      ${limit === null ? figure(null) : html`<data value="${limit}">${formatLimit(limit)}</data>`}
    </td>
    <td class="number" data-label="Margin">${figure(margin, true)}</td>
  </tr>`;
}

function figure(value: number | null, signed = false): Html {
  if (value === null) return html`<span class="quiet" title="there is none">–</span>`;
  return html`<data value="${value}">${signed && value > 0 && '+'}${formatScore(value)}</data>`;
}

function plot({ observed, interval, limit }: GateCheck): Html | false {
  if (observed === null || limit === null) return false;
  const plotted = { value: observed, interval: interval ?? { reason: 'none was recorded' } };
  return intervalPlot(plotted, intervalScale([plotted], [limit]), [limit]);
}
