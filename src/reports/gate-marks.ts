import type { GateOutcome } from '../config/gate-result.js';

/** What became of a gate, at a glance. */
export const gateMarks: Readonly<Record<GateOutcome, string>> = {
  pass: '✅ pass',
  fail: '❌ fail',
  inconclusive: '❔ inconclusive',
  'no baseline': '🚫 no baseline',
};
