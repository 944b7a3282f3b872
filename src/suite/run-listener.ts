import type { Listener } from './listener.js';
import type { RunStep } from './run-steps.js';

/** What a run tells whoever watches it: besides the stages within a step, the steps. */
export interface RunListener extends Listener {
  /** Before the first step. */
  onSteps?(steps: readonly RunStep[]): void;
  /** A step begins, and the one before has ended. */
  onStep?(step: RunStep): void;
}
