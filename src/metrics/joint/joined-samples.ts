import { InputError } from '../../errors.js';
import type { FeatureMatrix } from '../../math/feature-matrix.js';
import { checkSamples } from '../check-samples.js';
import type { NotScored } from '../control/definition.js';
import type { FeatureSample } from '../sample.js';
import type { BothSides, ConditionPart, JointSample } from './joint-sample.js';

/** What is asked of both sides. */
const protocol = {
  title: 'the Fréchet joint distance',
  minimumSamples: 2,
  recommendedSamples: 50_000,
  needsStrata: false,
};

export interface JoinedSamples extends BothSides<FeatureSample> {
  /** By part: what its embeddings were multiplied with. */
  readonly alpha: Readonly<Partial<Record<ConditionPart, number>>>;
}

/**
 * Image features with embeddings of conditions beside them: [phi(x), alpha psi(c)], where alpha makes both as long as each other, on
 * average over real images. Each part has an alpha of its own.
 * @param parts - at least one
 * @returns or why not: the real conditions' embeddings are all 0
 * @throws InsufficientSamplesError below 2 images a side
 * @throws InputError if a part is missing, numbers of rows or widths differ, or a value is not finite
 * @source T. DeVries et al., "On the Evaluation of Conditional GANs", arXiv:1907.08175 section 4
 */
export function joinedSamples(
  { real, generated }: BothSides<JointSample>,
  parts: readonly ConditionPart[],
): JoinedSamples | NotScored {
  check({ real, generated }, parts);
  const alpha: Partial<Record<ConditionPart, number>> = {};
  const imageLength = meanLength(real.features);
  for (const part of parts) {
    const length = meanLength(real.asked[part]!);
    if (!(length > 0)) return { reason: `the embeddings of the real images' ${part} are all 0` };
    alpha[part] = imageLength / length;
  }
  const joined = (sample: JointSample): FeatureSample => ({
    kind: 'features',
    ids: sample.ids,
    features: besideEachOther([
      { matrix: sample.features, factor: 1 },
      ...parts.map((part) => ({ matrix: sample.asked[part]!, factor: alpha[part]! })),
    ]),
  });
  return { real: joined(real), generated: joined(generated), alpha };
}

/** Image features and each part are checked apart, so that messages say which one is wrong. */
function check({ real, generated }: BothSides<JointSample>, parts: readonly ConditionPart[]): void {
  const sampleOf = ({ ids }: JointSample, features: FeatureMatrix) =>
    ({ kind: 'features', ids, features }) as const;
  checkSamples(protocol, [sampleOf(real, real.features), sampleOf(generated, generated.features)]);
  for (const part of parts) {
    const [a, b] = [real.asked[part], generated.asked[part]];
    if (!a || !b) {
      throw new InputError(
        `The ${a ? 'generated' : 'real'} side does not say the ${part} of its images; expected its embeddings, one an image.`,
      );
    }
    checkSamples(protocol, [sampleOf(real, a), sampleOf(generated, b)]);
  }
}

function meanLength({ rows, columns, data }: FeatureMatrix): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    let squares = 0;
    for (let j = 0; j < columns; j++) squares += data[i * columns + j]! ** 2;
    sum += Math.sqrt(squares);
  }
  return sum / rows;
}

function besideEachOther(
  parts: readonly { readonly matrix: FeatureMatrix; readonly factor: number }[],
): FeatureMatrix {
  const rows = parts[0]!.matrix.rows;
  const columns = parts.reduce((sum, { matrix }) => sum + matrix.columns, 0);
  const data = new Float32Array(rows * columns);
  let first = 0;
  for (const { matrix, factor } of parts) {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < matrix.columns; j++) {
        data[i * columns + first + j] = factor * matrix.data[i * matrix.columns + j]!;
      }
    }
    first += matrix.columns;
  }
  return { rows, columns, data };
}
