import { roleEntries, type ByRole } from '../../config/feature-role.js';
import type { Comparison } from '../../config/result.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { missingRoles, openExtractor } from '../../features/open-extractor.js';
import { comparisonProvenance } from './comparison-provenance.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from '../listener.js';
import { loadSide } from './load-side.js';
import { modelProgress } from '../model-progress.js';
import { openSide, type LoadedSide, type OpenSide } from './open-side.js';
import { comparesWithReal, planComparison, type ComparisonPlan } from './plan-comparison.js';
import { requireSameFeatures } from './same-features.js';
import type { MetricRequest, ScoredValue } from './score-samples.js';
import { scoreSides } from './score-sides.js';
import type { Keep } from './set-samples.js';

export interface ComparisonOptions extends ExtractionOptions {
  /** Whether scores get their 95% interval. Without, FID needs no more memory than its statistics. */
  readonly intervals: boolean;
  /** What divides the images into strata: the name of a label in the manifests, or `folder`. */
  readonly strata?: string | undefined;
  /** A metric that these sides or this extractor cannot give ends the comparison, unless such are to be left out. */
  readonly unavailable?: 'fail' | 'leave out' | undefined;
}

/** A comparison, and what differences of its scores from another's are judged by. */
export interface ScoredComparison {
  readonly comparison: Comparison;
  readonly values: readonly ScoredValue[];
  /** Of the generated images that were scored; undefined where only statistics were kept. */
  readonly ids: readonly string[] | undefined;
}

/**
 * Scores each of several generated sets against the same real one. Every set is read once for all metrics; weights are fetched
 * only if a side has images, and nothing is extracted before all sides have been opened and found to fit.
 * @param real - not read, and may be undefined, if every metric looks at generated images alone
 * @returns a comparison for every generated set, of the same metrics
 * @throws InputError if a side cannot be used
 * @throws UsageError if a metric cannot be computed from these sides or with this extractor, or statistics were made
 *   in another way than the other side's
 */
export async function compareEach(
  requests: readonly MetricRequest[],
  real: string | undefined,
  generated: readonly string[],
  options: ComparisonOptions,
  listener: Listener = {},
): Promise<ScoredComparison[]> {
  const opened: OpenSide[] = [];
  let extractor: FeatureExtractor | undefined;
  const open = async (location: string): Promise<OpenSide> => {
    const side = await openSide(location, options.strata);
    opened.push(side);
    return side;
  };
  try {
    const openReal = real !== undefined && requests.some(comparesWithReal) ? await open(real) : undefined;
    const openGenerated: OpenSide[] = [];
    for (const location of generated) openGenerated.push(await open(location));
    const hasImages = opened.some(({ kind }) => kind === 'images');
    const lacks = hasImages ? await missingRoles(options) : {};
    const plan = planForAll(requests, openReal, openGenerated, lacks, options, listener);
    if (hasImages) {
      const roles = roleEntries({ ...plan.real, ...plan.generated }).map(([role]) => role);
      extractor = await openExtractor(options, roles, modelProgress(listener));
    }
    const comparedReal = roleEntries(plan.real).length > 0 ? openReal : undefined;
    for (const side of openGenerated) if (comparedReal) requireSameFeatures(comparedReal, side, extractor);
    const load = (side: OpenSide, keep: ByRole<Keep>) => loadSide(side, keep, extractor, options, listener);
    const loadedReal = comparedReal && (await load(comparedReal, plan.real));
    const roles = roleEntries(plan.generated).map(([role]) => role);
    const comparisons: ScoredComparison[] = [];
    for (const side of openGenerated) {
      const loaded = await load(side, plan.generated);
      const values = await scoreSides(plan.requests, loadedReal, loaded, options, listener);
      const comparison: Comparison = {
        schema: 'gan-eval/comparison/2',
        scores: values.map(({ score }) => score),
        real: loadedReal?.side ?? null,
        generated: loaded.side,
        provenance: comparisonProvenance(roles, [loadedReal, loaded], extractor, options),
      };
      comparisons.push({ comparison, values, ids: idsOf(loaded) });
    }
    return comparisons;
  } finally {
    // A stage that failed, such as a download, has not ended by itself.
    listener.onStageEnd?.();
    await extractor?.dispose();
    for (const side of opened) if (side.kind === 'images') await side.set.close();
  }
}

function idsOf({ samples }: LoadedSide): readonly string[] | undefined {
  return roleEntries(samples).flatMap(([, sample]) => (sample.kind === 'features' ? [sample.ids] : []))[0];
}

/** The plan of what can be computed for every generated side. */
function planForAll(
  requests: readonly MetricRequest[],
  real: OpenSide | undefined,
  generated: readonly OpenSide[],
  lacks: ByRole<string>,
  { intervals, unavailable }: ComparisonOptions,
  listener: Listener,
): ComparisonPlan {
  const leaveOut = unavailable === 'leave out' ? (reason: string) => listener.onNotice?.(reason) : undefined;
  let plan: ComparisonPlan = { requests, real: {}, generated: {} };
  for (const side of generated) {
    plan = planComparison(plan.requests, { real, generated: side, lacks, intervals }, leaveOut);
  }
  return plan;
}
