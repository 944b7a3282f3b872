import type { GateResult } from '../config/gate-result.js';

/** What is published of gates; a run has it. */
export interface GateReport {
  readonly title: string;
  readonly gates: readonly GateResult[];
}
