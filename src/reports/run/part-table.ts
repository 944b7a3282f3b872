import type { ControlScoreRecord } from '../../config/control-result.js';
import { formatCount, formatScore } from '../format-score.js';
import { html, type Html } from '../html.js';
import { intervalPlot, intervalScale } from '../interval-plot.js';
import { jointName } from './joint-name.js';

/** A score joint by joint: the value as a dot, what shuffled conditions and real images get as the ends of the line. */
export function partTable(point: string, { parts, title }: ControlScoreRecord): Html {
  const ends = parts.flatMap(({ value, floor, ceiling }) =>
    [value, floor, ceiling].filter((end) => end !== null),
  );
  const scale = ends.length > 0 ? intervalScale([], ends) : undefined;
  const plot = ({ value, floor, ceiling }: (typeof parts)[number]): Html | false => {
    if (!scale || value === null) return false;
    const interval =
      floor === null || ceiling === null
        ? { reason: 'no floor or no ceiling' }
        : { low: Math.min(floor, ceiling), high: Math.max(floor, ceiling) };
    return intervalPlot({ value, interval }, scale);
  };
  return html`<div
    class="scroller"
    role="group"
    tabindex="0"
    aria-label="${title} of ${point}, joint by joint"
  >
    <table class="forest" data-sortable>
      <caption>
        ${point}: the dot is the score, the line reaches from the floor to the ceiling
      </caption>
      <thead>
        <tr>
          <th scope="col">Joint</th>
          <th scope="col" class="number">Score</th>
          <th scope="col" class="wide">From floor to ceiling</th>
          <th scope="col" class="number">Floor</th>
          <th scope="col" class="number">Ceiling</th>
          <th scope="col" class="number">Images</th>
        </tr>
      </thead>
      <tbody>
        ${parts.map(
          (part) =>
            html`<tr>
              <th scope="row">${jointName(part.part)}</th>
              <td class="number">${figure(part.value)}</td>
              <td class="wide" data-sort="${part.value ?? ''}">${plot(part)}</td>
              <td class="number" data-label="Floor">${figure(part.floor)}</td>
              <td class="number" data-label="Ceiling">${figure(part.ceiling)}</td>
              <td class="number" data-label="Images">
                <data value="${part.count}">${formatCount(part.count)}</data>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const figure = (value: number | null): Html =>
  value === null
    ? html`<span class="quiet" title="it counts in no image">–</span>`
    : html`<data value="${value}">${formatScore(value)}</data>`;
