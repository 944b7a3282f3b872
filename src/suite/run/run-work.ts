import type { PlannedPoint, RunPlan } from './run-plan.js';
import type { RunStep } from './run-steps.js';

/** What a step's time depends on: the networks, the engine and its device. Times of the same key compare. */
export function workKey(step: RunStep, { extractor, eyes }: Pick<RunPlan, 'extractor' | 'eyes'>): string {
  switch (step.kind) {
    case 'sample': {
      const [{ identity, runsOn }] = step.points;
      return `sample ${identity.sha256} ${runsOn}`;
    }
    case 'quality':
      return `features ${JSON.stringify(extractor)}`;
    case 'control':
      return `control ${JSON.stringify([eyes, extractor.engine])}`;
    case 'report':
      return 'report';
  }
}

/**
 * Images of a step that have to be worked on, as far as that can be told without looking: those that are still to be sampled. Of
 * images that are there, an earlier run may have seen any.
 */
export function newImages(step: RunStep, { points }: Pick<RunPlan, 'points'>): number {
  const missing = (of: readonly PlannedPoint[]): number =>
    of.reduce((sum, { survey }) => sum + survey.count - survey.there, 0);
  switch (step.kind) {
    case 'sample':
      return missing(step.points);
    case 'quality':
      return missing(points);
    case 'control':
      return missing([step.point]);
    case 'report':
      return 0;
  }
}
