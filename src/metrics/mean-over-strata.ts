import { selectRows } from '../math/feature-matrix.js';
import type { DefinedValue, MetricTools, MetricValue, StratumValue } from './definition.js';
import { NO_INTERVAL_ASKED } from './no-interval.js';
import { progressWithin } from './progress-within.js';
import type { FeatureSample } from './sample.js';
import { strataReplicates } from './strata-replicates.js';

/** Images of a side without which a stratum has no score. */
const FEWEST = 2;
/** Strata that a warning names before it only counts them. */
const NAMED = 5;

/** Scores one stratum's images; both sides have {@link FEWEST} or more. */
export type StratumScorer = (
  real: FeatureSample,
  generated: FeatureSample,
  tools: MetricTools,
) => MetricValue | Promise<MetricValue>;

/**
 * Scores each stratum on its own images, and takes the plain mean over the strata that have a score. Strata without one are listed
 * with the reason, and a warning says that they are not in the mean.
 * @param samples - with strata
 */
export async function meanOverStrata(
  [real, generated]: readonly [FeatureSample, FeatureSample],
  score: StratumScorer,
  tools: MetricTools,
): Promise<MetricValue> {
  const [realRows, generatedRows] = [rowsByStratum(real), rowsByStratum(generated)];
  const names = [...new Set([...realRows.keys(), ...generatedRows.keys()])].sort();
  const strata: StratumValue[] = [];
  const defined: (DefinedValue & { readonly stratum: string })[] = [];
  for (const [i, stratum] of names.entries()) {
    const [a, b] = [realRows.get(stratum) ?? [], generatedRows.get(stratum) ?? []];
    const value = await scoreOrReason(select(real, a), select(generated, b), score, {
      ...tools,
      ...progressWithin(tools, i / names.length, (i + 1) / names.length),
    });
    const counts = { stratum, real: a.length, generated: b.length };
    if (value.status === 'ok') defined.push({ ...value, stratum });
    strata.push(
      value.status === 'ok'
        ? { ...counts, value: value.value }
        : { ...counts, value: undefined, reason: value.reason },
    );
  }
  if (defined.length === 0) return { status: 'undefined', reason: noneDefined(strata) };
  return {
    status: 'ok',
    value: defined.reduce((sum, { value }) => sum + value, 0) / defined.length,
    replicates: tools.intervals ? strataReplicates(defined) : NO_INTERVAL_ASKED,
    warnings: [...missingWarning(strata), ...fewImagesWarning(strata, defined)],
    details: { strata: strata.length, strataInMean: defined.length },
    strata,
  };
}

function rowsByStratum({ strata = [] }: FeatureSample): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  strata.forEach((stratum, row) => {
    const others = rows.get(stratum);
    if (others) others.push(row);
    else rows.set(stratum, [row]);
  });
  return rows;
}

function select({ ids, features }: FeatureSample, rows: readonly number[]): FeatureSample {
  return { kind: 'features', ids: rows.map((row) => ids[row]!), features: selectRows(features, rows) };
}

async function scoreOrReason(
  real: FeatureSample,
  generated: FeatureSample,
  score: StratumScorer,
  tools: MetricTools,
): Promise<MetricValue> {
  const few = [
    { side: 'real', count: real.ids.length },
    { side: 'generated', count: generated.ids.length },
  ].find(({ count }) => count < FEWEST);
  if (!few) return score(real, generated, tools);
  const { side, count } = few;
  const images = count === 0 ? 'no image' : `${count} image`;
  return { status: 'undefined', reason: `the ${side} side has ${images} of it; it takes ${FEWEST} or more` };
}

function noneDefined(strata: readonly StratumValue[]): string {
  const reasons = strata.slice(0, NAMED).map(({ stratum, reason }) => `${stratum}: ${reason ?? ''}`);
  const more = strata.length > NAMED ? `; and ${strata.length - NAMED} more` : '';
  return `none of the ${strata.length} strata has a score (${reasons.join('; ')}${more}). Do both sides use the same labels?`;
}

function missingWarning(strata: readonly StratumValue[]): string[] {
  const missing = strata.filter(({ value }) => value === undefined).map(({ stratum }) => stratum);
  if (missing.length === 0) return [];
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
  const named = missing.slice(0, NAMED).join(', ');
  return [
    `${missing.length} of ${strata.length} strata have no score and are not in the mean: ${named}${more}.`,
  ];
}

/** What is warned about in single strata, told once, for the smallest of them. */
function fewImagesWarning(
  strata: readonly StratumValue[],
  defined: readonly (DefinedValue & { readonly stratum: string })[],
): string[] {
  const warned = defined.filter(({ warnings }) => warnings.length > 0);
  const sizes = new Map(strata.map(({ stratum, real, generated }) => [stratum, Math.min(real, generated)]));
  const [smallest] = warned.sort((a, b) => sizes.get(a.stratum)! - sizes.get(b.stratum)!);
  if (!smallest) return [];
  const { stratum, warnings } = smallest;
  return [`${warned.length} of ${strata.length} strata have few images; ${stratum}: ${warnings.join(' ')}`];
}
