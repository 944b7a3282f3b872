import { roleEntries, type ByRole } from '../config/feature-role.js';
import type { Comparison } from '../config/result.js';
import type { FeatureExtractor } from '../features/extractor.js';
import { missingRoles, openExtractor } from '../features/open-extractor.js';
import { comparisonProvenance } from './comparison-provenance.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from './listener.js';
import { loadSide } from './load-side.js';
import { modelProgress } from './model-progress.js';
import { openSide, type OpenSide } from './open-side.js';
import { comparesWithReal, planComparison } from './plan-comparison.js';
import { requireSameFeatures } from './same-features.js';
import type { MetricRequest } from './score-samples.js';
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

/**
 * Scores generated images against real ones, each set read once for all metrics. Either side is an image set or a
 * statistics file; weights are fetched only if a side has images, and only after both sides have been opened.
 * @param real - not read, and may be undefined, if every metric looks at generated images alone
 * @throws InputError if a side cannot be used
 * @throws UsageError if a metric cannot be computed from these sides or with this extractor, or statistics were made
 *   in another way than the other side's
 */
export async function compareSets(
  requests: readonly MetricRequest[],
  real: string | undefined,
  generated: string,
  options: ComparisonOptions,
  listener: Listener = {},
): Promise<Comparison> {
  const opened: OpenSide[] = [];
  let extractor: FeatureExtractor | undefined;
  const open = async (location: string): Promise<OpenSide> => {
    const side = await openSide(location, options.strata);
    opened.push(side);
    return side;
  };
  try {
    const openReal = real !== undefined && requests.some(comparesWithReal) ? await open(real) : undefined;
    const openGenerated = await open(generated);
    const hasImages = opened.some(({ kind }) => kind === 'images');
    const plan = planComparison(
      requests,
      {
        real: openReal,
        generated: openGenerated,
        lacks: hasImages ? await missingRoles(options) : {},
        intervals: options.intervals,
      },
      options.unavailable === 'leave out' ? (reason) => listener.onNotice?.(reason) : undefined,
    );
    if (hasImages) {
      const roles = roleEntries({ ...plan.real, ...plan.generated }).map(([role]) => role);
      extractor = await openExtractor(options, roles, modelProgress(listener));
    }
    const comparedReal = roleEntries(plan.real).length > 0 ? openReal : undefined;
    if (comparedReal) requireSameFeatures(comparedReal, openGenerated, extractor);
    const load = (side: OpenSide, keep: ByRole<Keep>) => loadSide(side, keep, extractor, options, listener);
    const loadedReal = comparedReal && (await load(comparedReal, plan.real));
    const loadedGenerated = await load(openGenerated, plan.generated);
    const values = await scoreSides(plan.requests, loadedReal, loadedGenerated, options, listener);
    const roles = roleEntries(plan.generated).map(([role]) => role);
    return {
      schema: 'gan-eval/comparison/2',
      scores: values.map(({ score }) => score),
      real: loadedReal?.side ?? null,
      generated: loadedGenerated.side,
      provenance: comparisonProvenance(roles, [loadedReal, loadedGenerated], extractor, options),
    };
  } finally {
    // A stage that failed, such as a download, has not ended by itself.
    listener.onStageEnd?.();
    await extractor?.dispose();
    for (const side of opened) if (side.kind === 'images') await side.set.close();
  }
}
