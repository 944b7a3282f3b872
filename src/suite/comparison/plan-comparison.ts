import { byRole, type ByRole, type FeatureRole } from '../../config/feature-role.js';
import { UsageError } from '../../errors.js';
import { parseOptions } from '../../metrics/define-metric.js';
import type { MetricDefinition } from '../../metrics/definition.js';
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
 * @param leaveOut - told which metrics these sides or this extractor cannot give, and why; without it one such is an error
 * @throws UsageError naming the metric and what it lacks, or if an option is wrong
 */
export function planComparison(
  requests: readonly MetricRequest[],
  inputs: PlanInputs,
  leaveOut?: (reason: string) => void,
): ComparisonPlan {
  const lacking = new Map<string, string[]>();
  const possible = requests.filter(({ metric, options }) => {
    parseOptions(metric, options);
    const reason = whyNot(metric, inputs);
    if (reason === undefined) return true;
    if (!leaveOut) throw new UsageError(`${metric.title}: ${reason}.`);
    lacking.set(reason, [...(lacking.get(reason) ?? []), metric.title]);
    return false;
  });
  const reasons = Array.from(lacking, ([reason, titles]) => `${titles.join(', ')}: ${reason}.`);
  if (possible.length === 0) {
    throw new UsageError(['None of the metrics can be computed.', ...reasons].join(' '));
  }
  for (const reason of reasons) leaveOut?.(`Left out: ${reason}`);
  return {
    requests: possible,
    real: kept(possible.filter(comparesWithReal), inputs.intervals),
    generated: kept(possible, inputs.intervals),
  };
}

export function comparesWithReal({ metric }: Pick<MetricRequest, 'metric'>): boolean {
  return metric.takes === 'statistics' || metric.takes === 'features';
}

/** What a metric lacks here, in a clause without it, so that it holds for several; undefined: nothing. */
function whyNot(metric: MetricDefinition, { real, generated, lacks }: PlanInputs): string | undefined {
  const { takes, reads, needsStrata } = metric;
  if (takes === 'path')
    return "a path through a generator's latent space is needed, which images do not show; gan-eval ppl GENERATOR walks it";
  const sides: [string, OpenSide][] = [['generated', generated]];
  if (comparesWithReal({ metric })) {
    if (!real) {
      return 'real images are needed to compare with; give both sides: gan-eval metrics REAL GENERATED';
    }
    sides.unshift(['real', real]);
  }
  for (const [name, side] of sides) {
    if (side.kind === 'images') {
      if (lacks[reads] !== undefined) return `${roleWords[reads]} are needed: ${lacks[reads]}`;
      if (needsStrata && !side.strata) {
        return 'strata are needed; say what divides the images, with --strata and the name of a label in manifest.jsonl, or --strata folder';
      }
      continue;
    }
    const { samples, side: described } = side.loaded;
    if (takes !== 'statistics') {
      return `single images are needed, and the ${name} side (${described.location}) is a file of statistics; give the images themselves`;
    }
    if (!samples[reads]) {
      return `statistics of ${roleWords[reads]} are needed, and ${described.location} holds none; give the images themselves`;
    }
  }
  return undefined;
}

const roleWords: Readonly<Record<FeatureRole, string>> = {
  features: 'features',
  logits: 'class logits',
  spatial: 'spatial features',
  patches: 'patches',
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
