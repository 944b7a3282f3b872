import { openExtractor } from '../../features/open-extractor.js';
import { countKeptFeatures } from '../comparison/count-kept-features.js';
import { comparesWithReal } from '../comparison/plan-comparison.js';
import type { RunPlan } from './run-plan.js';
import type { RunStep } from './run-steps.js';

export interface CountedWork {
  readonly images: number;
  /** Of these, how many an earlier run has kept the outcome of; null: not known. */
  readonly kept: number | null;
}

/**
 * How much of a step is done already.
 * @param cacheFolder - of features; undefined: it cannot be looked into
 */
export async function countWork(
  step: RunStep,
  plan: RunPlan,
  cacheFolder: string | undefined,
): Promise<CountedWork> {
  const { images } = step;
  switch (step.kind) {
    case 'sample':
      return { images, kept: step.points.reduce((sum, { survey }) => sum + survey.there, 0) };
    case 'quality':
      return { images, kept: cacheFolder === undefined ? null : await keptFeatures(plan, cacheFolder) };
    case 'control':
      // Poses are found by pixels, for which every image would have to be decoded.
      return { images, kept: null };
    case 'report':
      return { images, kept: 0 };
  }
}

async function keptFeatures(
  { extractor: request, requests, real, realCount, points }: RunPlan,
  cacheFolder: string,
): Promise<number> {
  const rolesOf = (some: RunPlan['requests']) => [...new Set(some.map(({ metric }) => metric.reads))];
  const extractor = await openExtractor(request, rolesOf(requests));
  try {
    const realRoles = rolesOf(requests.filter(comparesWithReal));
    const isRead = realCount !== null && realRoles.length > 0;
    let kept = isRead ? await countKeptFeatures(real, extractor, realRoles, cacheFolder) : 0;
    for (const { images, survey } of points) {
      if (survey.there > 0)
        kept += await countKeptFeatures(images, extractor, rolesOf(requests), cacheFolder);
    }
    return kept;
  } finally {
    await extractor.dispose();
  }
}
