import type { ControlResult } from '../config/control-result.js';
import { InputError } from '../errors.js';
import { formatControl } from './format-control.js';

/** Prints what was measured. @throws InputError with the reasons if none of the scores could be computed */
export function printControl(result: ControlResult, json: boolean): void {
  const reasons = result.scores.flatMap(({ title, score }) =>
    score.status === 'undefined' ? [`${title}: ${score.reason}`] : [],
  );
  if (reasons.length === result.scores.length) throw new InputError(reasons.join('\n'));
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : formatControl(result));
}
