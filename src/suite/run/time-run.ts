import type { Outlook, RunListener } from './run-listener.js';
import type { RunPlan } from './run-plan.js';
import type { RunStep } from './run-steps.js';
import { newImages, workKey } from './run-work.js';
import type { WorkRates } from './work-rates.js';

/** A time from fewer images is that of loading a network. */
const FEWEST = 8;

/**
 * A listener that passes on what it is told, and learns from it how long an image takes: from images that were sampled in this very
 * run, of which nothing can have been kept.
 * @param now - the clock, ms
 */
export function timedRun(
  listener: RunListener,
  plan: Pick<RunPlan, 'points' | 'extractor' | 'eyes'>,
  rates: WorkRates,
  now: () => number = () => performance.now(),
): RunListener {
  const fresh = new Set(plan.points.filter(({ survey }) => survey.there === 0).map(({ images }) => images));
  let step: RunStep | undefined;
  let stage: { readonly label: string; readonly images: number; readonly since: number } | undefined;
  const isNew = ({ label }: { readonly label: string }): boolean =>
    step?.kind === 'sample' ? step.points.every(({ survey }) => survey.there === 0) : fresh.has(label);
  let steps: readonly RunStep[] = [];
  const secondsOf = (each: RunStep): number | undefined => {
    const images = newImages(each, plan);
    const rate = rates.secondsPerImage(workKey(each, plan));
    return images === 0 ? 0 : rate && images * rate;
  };
  const outlook = (next: RunStep): Outlook => {
    const later = steps.slice(steps.indexOf(next) + 1);
    const times = later.map(secondsOf);
    return {
      step: secondsOf(next),
      later: times.reduce<number>((sum, seconds = 0) => sum + seconds, 0),
      atLeast: times.includes(undefined) || later.some((each) => each.images > newImages(each, plan)),
    };
  };
  return {
    onSteps: (all) => {
      steps = all;
      listener.onSteps?.(all);
    },
    onStep: (next) => {
      step = next;
      listener.onStep?.(next, outlook(next));
    },
    onStage: (begun) => {
      stage = begun.unit === 'images' ? { label: begun.label, images: begun.total, since: now() } : undefined;
      listener.onStage?.(begun);
    },
    onAdvance: (amount) => listener.onAdvance?.(amount),
    onStageEnd: () => {
      if (step && stage && stage.images >= FEWEST && isNew(stage)) {
        rates.set(workKey(step, plan), (now() - stage.since) / 1000 / stage.images);
      }
      stage = undefined;
      listener.onStageEnd?.();
    },
    onNotice: (text) => listener.onNotice?.(text),
  };
}
