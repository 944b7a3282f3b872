import { byRole, type ByRole, type FeatureRole } from '../config/feature-role.js';
import { UsageError } from '../errors.js';
import { parseOptions } from '../metrics/define-metric.js';
import type { OpenSide } from './open-side.js';
import type { MetricRequest } from './score-samples.js';
import type { Keep } from './set-samples.js';

export interface ComparisonPlan {
  /** Those that can be computed, in the order asked for. */
  readonly requests: readonly MetricRequest[];
  /** The outputs that each side is read for. */
  readonly real: ByRole<Keep>;
  readonly generated: ByRole<Keep>;
}

export interface PlanInputs {
  /** undefined if there is none. */
  readonly real: OpenSide | undefined;
  readonly generated: OpenSide;
  /** Roles that the extractor has no output for, each with the reason. */
  readonly lacks: ByRole<string>;
  readonly intervals: boolean;
}

/**
 * Decides what is computed and what that takes, before anything is extracted.
 * @param leaveOut - told the reason for a metric that these sides or this extractor cannot give; without it that is an error
 * @throws UsageError naming the metric and what it lacks, or if an option is wrong
 */
export function planComparison(
  requests: readonly MetricRequest[],
  inputs: PlanInputs,
  leaveOut?: (reason: string) => void,
): ComparisonPlan {
  const possible = requests.filter((request) => {
    parseOptions(request.metric, request.options);
    const reason = whyNot(request, inputs);
    if (reason === undefined) return true;
    if (!leaveOut) throw new UsageError(`${request.metric.title} ${reason}.`);
    leaveOut(`Left out: ${request.metric.title} ${reason}.`);
    return false;
  });
  if (possible.length === 0) throw new UsageError('None of the metrics can be computed from these sides.');
  return {
    requests: possible,
    real: kept(possible.filter(comparesWithReal), inputs.intervals),
    generated: kept(possible, inputs.intervals),
  };
}

export function comparesWithReal({ metric }: MetricRequest): boolean {
  return metric.takes === 'statistics' || metric.takes === 'features';
}

/** What a metric lacks here, to follow its name; undefined: nothing. */
function whyNot(request: MetricRequest, { real, generated, lacks }: PlanInputs): string | undefined {
  const { takes, reads, needsStrata } = request.metric;
  if (takes === 'path') return "walks a generator's latent space, which sets of images do not have";
  const sides: [string, OpenSide][] = [['generated', generated]];
  if (comparesWithReal(request)) {
    if (!real) return 'compares with real images; give both sides: gan-eval metrics REAL GENERATED';
    sides.unshift(['real', real]);
  }
  for (const [name, side] of sides) {
    if (side.kind === 'images') {
      if (lacks[reads] !== undefined) return `reads ${roleWords[reads]}: ${lacks[reads]}`;
      if (needsStrata && !side.strata) {
        return 'works by stratum; say what divides the images, with --strata and the name of a label in manifest.jsonl, or --strata folder';
      }
      continue;
    }
    const { samples, side: described } = side.loaded;
    if (takes !== 'statistics') {
      return `looks at single images, and the ${name} side (${described.location}) is a file of statistics; give the images themselves`;
    }
    if (!samples[reads]) {
      return `reads ${roleWords[reads]}, of which ${described.location} holds no statistics; give the images themselves`;
    }
  }
  return undefined;
}

const roleWords: Readonly<Record<FeatureRole, string>> = {
  features: 'features',
  logits: 'class logits',
  spatial: 'a spatial map of features',
};

/** Of an output that only statistics are read of, single vectors are kept for the intervals alone. */
function kept(requests: readonly MetricRequest[], intervals: boolean): ByRole<Keep> {
  const roles = [...new Set(requests.map(({ metric }) => metric.reads))];
  return byRole(roles, (role) => {
    const readers = requests.filter(({ metric }) => metric.reads === role);
    return intervals || readers.some(({ metric }) => metric.takes !== 'statistics')
      ? 'features'
      : 'statistics';
  });
}
