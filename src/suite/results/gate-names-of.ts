import type { GateNames } from '../../gate/gate-names.js';
import type { MeasuredRun } from '../../gate/measured-run.js';
import { knownScores } from './known-scores.js';

/** What gates on a result may name: its points, and any score that there is, of which it may lack some. */
export function gateNamesOf({ points }: MeasuredRun): GateNames {
  return { points, scores: knownScores() };
}
