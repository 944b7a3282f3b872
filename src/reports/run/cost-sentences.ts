import type { Difference } from '../../config/paired-result.js';
import type { Cost, RunResult } from '../../config/run-result.js';
import { formatInterval, formatScore } from '../format-score.js';
import { html, type Html } from '../html.js';
import { headlineScore } from './headline-score.js';
import { inReadingOrder } from './reading-order.js';

/** What a conditional generator scores more or less than an unconditional one, in words; of further ones folded. */
export function costSentences(run: RunResult): Html {
  const headline = headlineScore(run);
  const [first, ...rest] = run.costs;
  return html`${
    first &&
    html`<p class="small quiet">${whatOf(first)}</p>
      ${costList(first, headline)}`
  }
  ${rest.map(
    (cost) =>
      html`<details>
        <summary>${whatOf(cost)}</summary>
        ${costList(cost, headline)}
      </details>`,
  )}`;
}

const whatOf = ({ candidate, baseline, paired }: Cost): string =>
  `${candidate} less ${baseline}, with the 95% interval of the difference${paired ? ', taken in pairs of the same seeds' : ''}.`;

const costList = (cost: Cost, headline: string | undefined): Html =>
  html`<ul class="costs">
      ${inReadingOrder(cost.differences, headline).map((difference) => costSentence(difference, cost))}
    </ul>
    ${missing(cost)}`;

function costSentence(difference: Difference, cost: Cost): Html {
  const { title } = difference;
  if (difference.status === 'undefined') {
    return html`<li><b>${title}</b> <span class="small quiet">undefined: ${difference.reason}</span></li>`;
  }
  const { value, interval, better } = difference;
  const verdicts = { candidate: 'better', baseline: 'worse', undecided: 'undecided' };
  return html`<li class="${verdicts[better]}">
    <b>${title}</b>
    <data value="${value}">${value > 0 && '+'}${formatScore(value)}</data>
    ${
      interval.status === 'ok'
        ? html`<span class="ends small">${formatInterval(interval.low, interval.high)}</span>`
        : html`<span class="small quiet">no interval</span>`
    }
    <span
      class="tag"
      title="${better === 'undecided' ? 'the interval holds 0, or there is none' : `for ${cost.candidate}`}"
      >${verdicts[better]}</span
    >
  </li>`;
}

/** Why intervals are missing, each reason once. */
function missing({ differences }: Cost): Html | false {
  const about = new Map<string, string[]>();
  for (const difference of differences) {
    if (difference.status === 'undefined' || difference.interval.status === 'ok') continue;
    const { reason } = difference.interval;
    about.set(reason, [...(about.get(reason) ?? []), difference.title]);
  }
  return (
    about.size > 0 &&
    html`<ul class="missing small quiet">
      ${Array.from(about, ([reason, titles]) => html`<li>No interval of ${titles.join(', ')}: ${reason}.</li>`)}
    </ul>`
  );
}
