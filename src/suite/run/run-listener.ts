import type { Listener } from '../listener.js';
import type { RunStep } from './run-steps.js';

/** How long things will take, as far as earlier ones tell; seconds. */
export interface Outlook {
  /** Of the step that begins; undefined: nothing tells. */
  readonly step: number | undefined;
  /** Of those after it. */
  readonly later: number;
  /** Whether something is not counted: work that was never timed, or images of which an earlier run may have kept all or nothing. */
  readonly atLeast: boolean;
}

/** What a run tells whoever watches it: besides the stages within a step, the steps. */
export interface RunListener extends Listener {
  /** Before the first step. */
  onSteps?(steps: readonly RunStep[]): void;
  /** A step begins, and the one before has ended. */
  onStep?(step: RunStep, outlook?: Outlook): void;
}
