import { formatCount, formatInterval, formatScore } from '../format-score.js';
import { html, type Html, type HtmlValue } from '../html.js';
import { intervalPlot, intervalScale, type IntervalScale, type Plotted } from '../interval-plot.js';
import type { Plottable } from './plotted-estimate.js';

export interface ForestRow {
  readonly label: string;
  /** Whether it stands out among the others. */
  readonly strong?: boolean;
  readonly value: Plottable;
  /** One for each further column: a score, null where there is none, or what stands there. */
  readonly cells: readonly (number | Html | null)[];
}

export interface Forest {
  /** What it is, for those who hear the page. */
  readonly name: string;
  readonly caption: HtmlValue;
  /** Headings: of the rows, of the value, of further columns. */
  readonly of: string;
  readonly valueTitle: string;
  readonly columns: readonly string[];
  readonly rows: readonly ForestRow[];
  /** Values that all are to be seen against, such as 0 and 1. */
  readonly marks?: readonly number[];
}

/** Values below each other on one scale, each with its interval: a line in a picture, and in figures. */
export function forestTable({ name, caption, of, valueTitle, columns, rows, marks = [] }: Forest): Html {
  const defined = rows.flatMap(({ value }) => (value.status === 'ok' ? [value] : []));
  const scale = defined.length > 0 ? intervalScale(defined, marks) : undefined;
  const hasPlot =
    defined.length + marks.length > 1 || defined.some(({ interval }) => !('reason' in interval));
  return html`<div class="scroller" role="group" tabindex="0" aria-label="${name}">
    <table class="forest" data-sortable>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${of}</th>
          <th scope="col" class="number">${valueTitle}</th>
          <th scope="col" class="wide">95% interval</th>
          ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => forestRow(row, columns, hasPlot ? scale : undefined, marks))}
      </tbody>
    </table>
    ${missingReasons(rows)}
  </div>`;
}

/** Why values and intervals are missing, each reason once. */
function missingReasons(rows: readonly ForestRow[]): Html | false {
  const about = new Map<string, string[]>();
  for (const { label, value } of rows) {
    const text =
      value.status === 'undefined'
        ? `No value of %s: ${value.reason}`
        : 'reason' in value.interval
          ? `No interval of %s: ${value.interval.reason}`
          : undefined;
    if (text !== undefined) about.set(text, [...(about.get(text) ?? []), label]);
  }
  return (
    about.size > 0 &&
    html`<ul class="missing small quiet">
      ${Array.from(about, ([text, labels]) => html`<li>${text.replace('%s', () => (labels.length === rows.length && rows.length > 1 ? 'any' : labels.join(', ')))}.</li>`)}
    </ul>`
  );
}

function forestRow(
  { label, strong = false, value, cells }: ForestRow,
  columns: readonly string[],
  scale: IntervalScale | undefined,
  marks: readonly number[],
): Html {
  return html`<tr class="${strong ? 'strong' : ''}">
    <th scope="row">${label}</th>
    ${
      value.status === 'ok'
        ? html`<td class="number"><data value="${value.value}">${formatScore(value.value)}</data></td>
            <td class="wide" data-sort="${lowEnd(value)}">
              ${scale && intervalPlot(value, scale, marks)} ${intervalCell(value)}
            </td>`
        : html`<td class="number">undefined</td>
            <td class="wide"></td>`
    }
    ${cells.map((content, i) => html`<td class="number" data-label="${columns[i]}">${cell(content)}</td>`)}
  </tr>`;
}

const lowEnd = ({ value, interval }: Plotted): number => ('reason' in interval ? value : interval.low);

const intervalCell = ({ interval }: Plotted): Html | false =>
  'low' in interval && html`<span class="ends">${formatInterval(interval.low, interval.high)}</span>`;

/** A number of images, for a further column. */
export const countCell = (count: number): Html => html`<data value="${count}">${formatCount(count)}</data>`;

function cell(content: number | Html | null): Html {
  if (content === null) return html`<span class="quiet" title="not defined">–</span>`;
  return typeof content === 'number'
    ? html`<data value="${content}">${formatScore(content)}</data>`
    : content;
}
