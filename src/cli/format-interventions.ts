import type { ControlEstimate } from '../config/estimate.js';
import type { InterventionsResult } from '../config/interventions-result.js';
import { short } from './format-estimate.js';
import { formatTable } from './format-table.js';

/** Leakages of the table, in its order; all are in the JSON. */
const columns = ['identity', 'body', 'background', 'slots', 'pose'] as const;

/** What edits gain and leak, a line a kind of edit and gain; nothing if there are none. */
export function formatInterventions(result: InterventionsResult | null): string[] {
  if (!result) return [];
  const rows = result.kinds.flatMap(({ kind, edits, gains, leakages }) => {
    const leaked = columns.map((id) => {
      const leakage = leakages.find((each) => each.id === id);
      return leakage ? `${value(leakage.leakage)} (${value(leakage.leakageOfNoise)})` : '';
    });
    return gains.map(({ id, gain, ceiling, normalised }, i) => [
      ...(i === 0 ? [kind, String(edits)] : ['', '']),
      ...[id, value(gain), value(ceiling), value(normalised)],
      ...(i === 0 ? leaked : columns.map(() => '')),
    ]);
  });
  const head = ['edit of', 'pairs', 'gain', 'made', 'real', 'share', ...columns];
  const table = formatTable(
    [head, ...rows],
    head.map((name) => (['edit of', 'gain'].includes(name) ? 'left' : 'right')),
  );
  return [
    '',
    `Edits: what ${result.edits} pairs of ${result.conditions} conditions gained on what they change, and leaked into what they hold`,
    ...table.map((row) => `  ${row}`),
    '  share: of what real images gain. Leakage: 0 nothing changed, 1 as different as unrelated images; in brackets that of real images',
    ...(result.real.status === 'undefined' ? [`  no gain of real images: ${result.real.reason}`] : []),
  ];
}

function value(estimate: ControlEstimate): string {
  return estimate.status === 'ok' ? short(estimate.value) : '-';
}
