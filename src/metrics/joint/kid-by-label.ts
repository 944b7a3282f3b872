import { InputError } from '../../errors.js';
import type { FeatureMatrix } from '../../math/feature-matrix.js';
import type { MetricTools, MetricValue } from '../definition.js';
import { intraKid } from '../intra-kid.js';
import type { FeatureSample } from '../sample.js';
import type { BothSides } from './joint-sample.js';

/** Images with the labels of their conditions: row i of all is of the image ids[i]. */
export interface LabelledSample {
  readonly ids: readonly string[];
  readonly labels: readonly Readonly<Record<string, string>>[];
  readonly features: FeatureMatrix;
}

/**
 * KID within each value of a label, such as within the images that were asked for a dress, and its mean over values: whether
 * the generator is as good for every condition. Intra-KID, with the conditions' labels for strata.
 * @throws InputError if an image has no such label, naming labels that there are
 */
export async function kidByLabel(
  { real, generated }: BothSides<LabelledSample>,
  label: string,
  tools: MetricTools,
): Promise<MetricValue> {
  const values = await intraKid.compute([stratified(real, label), stratified(generated, label)], {}, tools);
  return values['intra-kid']!;
}

function stratified({ ids, labels, features }: LabelledSample, label: string): FeatureSample {
  const strata = labels.map((own, i) => {
    const value = own[label];
    if (value !== undefined) return value;
    const known = [...new Set(labels.flatMap((each) => Object.keys(each)))].sort();
    throw new InputError(
      `${ids[i]!}: its condition has no label '${label}'; expected one on every line. Labels there: ${known.join(', ') || 'none'}.`,
    );
  });
  return { kind: 'features', ids, features, strata };
}
