import type { GateOutcome, GateResult } from '../../config/gate-result.js';
import type { Interval } from '../../config/result.js';
import type { RunResult } from '../../config/run-result.js';
import { formatCount, formatInterval, formatScore } from '../format-score.js';
import { html, type Html } from '../html.js';
import { costSentences } from './cost-sentences.js';
import { gateTable } from './gate-table.js';
import { headlineScore } from './headline-score.js';
import { mainPoints } from './main-points.js';
import { outcomeVerb, outcomeWord, severity } from './outcome-mark.js';
import { runWarnings } from './run-warnings.js';

/** The first screen: did it pass, what are the main figures, what did control cost, what is to be minded. */
export function runVerdict(run: RunResult): Html {
  const { gates } = run;
  return html`<section id="verdict" class="run-verdict" aria-label="Verdict">
    <div class="headline">${gates.length > 0 ? gateHeadline(gates) : costHeadline(run)}</div>
    ${gates.length > 0 && gateTable(gates)}
    <div class="glance">
      <div>
        <h2>The generators</h2>
        ${mainPoints(run)}
      </div>
      ${
        run.costs.length > 0 &&
        html`<div>
          <h2>What control costs</h2>
          ${costSentences(run)}
        </div>`
      }
    </div>
    ${runWarnings(run)}
  </section>`;
}

function gateHeadline(gates: readonly GateResult[]): Html {
  const count = (outcome: GateOutcome) => gates.filter((gate) => gate.outcome === outcome).length;
  const worst = severity.find((outcome) => count(outcome) > 0) ?? 'pass';
  const tallies = severity.filter((outcome) => count(outcome) > 0 && outcome !== worst);
  const [some, all] = [count(worst), gates.length];
  const which = all === 1 ? 'The gate' : some === all ? `All ${all} gates` : `${some} of ${all} gates`;
  return html`<p class="value ${worst.replace(' ', '-')}">${which} ${outcomeVerb(worst, some)}</p>
    ${
      tallies.length > 0 &&
      html`<p class="quiet">
        The others: ${tallies.map((outcome) => `${count(outcome)} ${outcomeWord(outcome)}`).join(', ')}.
      </p>`
    }`;
}

const inWords = {
  candidate: 'Control costs no quality here: the images are better.',
  baseline: 'Control costs quality: the images are worse, beyond chance.',
  undecided: 'Whether control costs quality is undecided.',
};

const reach = (interval: Interval): Html =>
  interval.status === 'ok'
    ? html`<b>95% interval</b> ${formatInterval(interval.low, interval.high)}`
    : html`No interval: ${interval.reason}`;

/** Without gates: the quality that control costs; or else the first point's first score. */
function costHeadline(run: RunResult): Html {
  const id = headlineScore(run);
  const [cost] = run.costs;
  const difference = cost?.differences.find((each) => each.id === id);
  if (cost && difference?.status === 'ok') {
    const { title, value, interval, better } = difference;
    return html`<p class="quiet">${title}, ${cost.candidate} less ${cost.baseline}</p>
      <data class="value" value="${value}">${value > 0 && '+'}${formatScore(value)}</data>
      <p class="reach">${reach(interval)}. ${inWords[better]}</p>
      <p class="quiet small">No gates were set; they go into the configuration.</p>`;
  }
  const [point] = run.points;
  const score = point?.quality.scores.find((each) => each.id === id);
  if (!point || !score) return html`<p class="value">Nothing was scored</p>`;
  return html`<p class="quiet">${score.title}, ${point.id}, ${formatCount(point.samples.count)} images</p>
    ${
      score.status === 'ok'
        ? html`<data class="value" value="${score.value}">${formatScore(score.value)}</data>
            <p class="reach">${reach(score.interval)}.</p>`
        : html`<p class="value">undefined</p>
            <p class="quiet">${score.reason}</p>`
    }
    <p class="quiet small">No gates were set; they go into the configuration.</p>`;
}
