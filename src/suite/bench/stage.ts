import type { Listener } from '../listener.js';

/** Carries out a part of the work before whoever watches, in so many steps. */
export type Stage = <Result>(
  label: string,
  steps: number,
  work: (onStep: () => void) => Result | Promise<Result>,
) => Promise<Result>;

export function stagesFor(listener: Listener): Stage {
  return async (label, steps, work) => {
    listener.onStage?.({ label, total: steps, unit: 'percent' });
    try {
      return await work(() => listener.onAdvance?.(1));
    } finally {
      listener.onStageEnd?.();
    }
  };
}
