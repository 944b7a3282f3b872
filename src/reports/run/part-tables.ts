import type { ControlScoreRecord } from '../../config/control-result.js';
import type { Point } from '../../config/run-result.js';
import { html, type Html } from '../html.js';
import { controlRow, FLOOR_AND_CEILING } from './control-row.js';
import { countCell, forestTable } from './forest-table.js';
import { jointName } from './joint-name.js';
import { partTable } from './part-table.js';

interface PointScore {
  readonly point: Pick<Point, 'id' | 'main'>;
  readonly score: ControlScoreRecord;
}

/** A control score joint by joint and slot by slot, where it has such parts: of main points, and folded within of the others. */
export function partTables(scores: readonly PointScore[], open: boolean): Html | false {
  const divided = scores.filter(({ score }) => score.parts.length + score.slots.length > 0);
  const [first] = divided;
  if (!first) return false;
  const mains = divided.filter(({ point }) => point.main);
  const others = divided.filter(({ point }) => !point.main);
  return html`<details class="parts" ${open && html` open`}>
    <summary>
      ${first.score.title}, ${first.score.slots.length > 0 ? 'slot by slot' : 'joint by joint'}
    </summary>
    ${mains.map(tables)}
    ${
      others.length > 0 &&
      html`<details>
        <summary>The other points</summary>
        ${others.map(tables)}
      </details>`
    }
  </details>`;
}

/** Slots have intervals of their own and stand for the parts that they are. */
function tables({ point, score }: PointScore): Html {
  const { slots, leftOut } = score;
  return html`${
    slots.length > 0
      ? forestTable({
          name: `${score.title} of ${point.id}, slot by slot`,
          caption: point.id,
          of: 'Slot',
          valueTitle: 'Control',
          columns: ['Score', 'Floor', 'Ceiling', 'Images'],
          rows: slots.map((slot) => {
            const row = controlRow(slot.slot, false, slot);
            return { ...row, cells: [...row.cells, countCell(slot.count)] };
          }),
          marks: FLOOR_AND_CEILING,
        })
      : partTable(point.id, score)
  }
  ${leftOut.length > 0 && html`<p class="small quiet">Left out: ${leftOut.map(({ part, reason }) => `${jointName(part)} (${reason})`).join('; ')}.</p>`}`;
}
