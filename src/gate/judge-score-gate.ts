import type { GateCheck } from '../config/gate-result.js';
import type { BaselineReadings } from './baseline-readings.js';
import { checkOf, missingCheck } from './check.js';
import { worseEnd } from './decide.js';
import type { ScoreGate, Stat } from './gate.js';
import { pathText } from './path.js';
import { matchesPath } from './pattern.js';
import { atLevel, quantityOf } from './quantity.js';
import type { Reading } from './reading.js';

/** One check of every number that the gate names. */
export function judgeScoreGate(
  gate: ScoreGate,
  readings: readonly Reading[],
  baseline: BaselineReadings,
): GateCheck[] {
  return readings
    .filter(({ path }) => matchesPath(gate.pattern, path))
    .map((reading) => judgeReading(gate, reading, baseline));
}

function judgeReading(gate: ScoreGate, reading: Reading, baseline: BaselineReadings): GateCheck {
  const { stat, operator, limit } = gate;
  const subject = pathText(reading.path);
  const recorded = quantityOf(reading, stat, baseline);
  if (recorded.status === 'missing') return missingCheck({ subject, limit }, recorded);
  const named = endOf(stat);
  const end = named ?? worseEnd(operator);
  const quantity = stat.kind === 'score' ? atLevel(recorded, stat.level) : recorded;
  const observed = named ? quantity[named] : quantity.estimate;
  return checkOf({ subject, stat: statText(stat), operator, limit, end, quantity, observed, recorded });
}

function endOf(stat: Stat): 'low' | 'high' | undefined {
  if (stat.kind !== 'score') return undefined;
  return stat.of === 'lower' ? 'low' : stat.of === 'upper' ? 'high' : undefined;
}

function statText(stat: Stat): string {
  switch (stat.kind) {
    case 'n':
      return 'n';
    case 'quantile':
      return `p(${stat.share})`;
    case 'score': {
      const of = {
        value: 'value',
        interval: '',
        lower: `lower(${stat.level})`,
        upper: `upper(${stat.level})`,
      };
      return `${stat.delta ? 'delta ' : ''}${of[stat.of]}`.trim();
    }
  }
}
