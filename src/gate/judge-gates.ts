import type { GateResult } from '../config/gate-result.js';
import { baselineReadings, type Baseline } from './baseline-readings.js';
import { describeReadings } from './describe-readings.js';
import type { Gate } from './gate.js';
import { judgeExpression } from './judge-expression.js';
import { judgeScoreGate } from './judge-score-gate.js';
import type { MeasuredRun } from './measured-run.js';
import { worstOutcome } from './outcomes.js';
import { readingsOfRun } from './readings-of-run.js';

/**
 * Holds gates against what was measured. A gate that names nothing fails, as does one on a score that is not defined.
 * @param baseline - what deltas are taken from, or why there is none; it matters to gates on deltas alone
 */
export function judgeGates(gates: readonly Gate[], run: MeasuredRun, baseline: Baseline): GateResult[] {
  const readings = readingsOfRun(run);
  const accepted = baselineReadings(baseline);
  return gates.map((gate): GateResult => {
    const common = { gate: gate.text, name: gate.name };
    const checks =
      gate.kind === 'score'
        ? judgeScoreGate(gate, readings, accepted)
        : judgeExpression(gate, readings, accepted);
    if (gate.kind === 'score' && checks.length === 0) {
      const reason = `nothing that was measured has this name; ${describeReadings(gate.pattern, readings)}`;
      return { ...common, outcome: 'fail', checks, reason };
    }
    return { ...common, outcome: worstOutcome(checks), checks, reason: null };
  });
}
