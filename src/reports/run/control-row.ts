import type { ControlScoreRecord } from '../../config/control-result.js';
import type { ForestRow } from './forest-table.js';
import { plottedEstimate } from './plotted-estimate.js';

/** Control as 0 = as if conditions were others, 1 = as real images. */
export const FLOOR_AND_CEILING = [0, 1] as const;

/** The normalised score as the value, the score itself and both its ends beside it. */
export function controlRow(
  label: string,
  strong: boolean,
  { score, floor, ceiling, control }: Pick<ControlScoreRecord, 'score' | 'floor' | 'ceiling' | 'control'>,
): ForestRow {
  const cells = [score, floor, ceiling].map((each) => (each.status === 'ok' ? each.value : null));
  return { label, strong, value: plottedEstimate(control), cells };
}
