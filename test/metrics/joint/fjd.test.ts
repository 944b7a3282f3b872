import { describe, expect, it } from 'vitest';
import golden from '../../../fixtures/golden/metrics/joint.json' with { type: 'json' };
import { uniformFeatures } from '../../../fixtures/golden/metrics/uniform-features.js';
import { InputError, InsufficientSamplesError } from '../../../src/errors.js';
import { selectRows, type FeatureMatrix } from '../../../src/math/feature-matrix.js';
import { isScored } from '../../../src/metrics/control/is-scored.js';
import { frechetValue } from '../../../src/metrics/frechet.js';
import { jointScores, jointValue, type JointValue } from '../../../src/metrics/joint/fjd.js';
import type { ConditionPart, JointSample } from '../../../src/metrics/joint/joint-sample.js';
import { normals } from '../samples.js';

const quick = { intervals: false };
const partsOf = (id: string) => jointScores.find((score) => score.id === id)!;

function sample(
  features: FeatureMatrix,
  asked: Partial<Record<ConditionPart, FeatureMatrix>>,
  prefix = 'x',
): JointSample {
  const ids = Array.from({ length: features.rows }, (_, i) => `${prefix}${i}`);
  return { ids, conditions: ids, features, asked };
}

function scored(value: ReturnType<typeof jointValue>): JointValue {
  if (!isScored(value)) throw new Error(value.reason);
  return value;
}

function floorOf({ floor }: JointValue): number {
  if (!isScored(floor)) throw new Error(floor.reason);
  return floor.value;
}

/** Images, and conditions that they follow up to noise. */
function obeying(seed: number, rows: number, noise: number): JointSample {
  const conditions = normals(seed, rows, 4, 1);
  const errors = normals(seed + 1, rows, 4, 0, noise);
  const data = conditions.data.map((value, i) => value + errors.data[i]!);
  return sample({ rows, columns: 4, data }, { pose: conditions }, `${seed}-`);
}

describe('jointValue', () => {
  it.each(golden.cases)(
    'equals the published formula: $name',
    ({ seed, widths, fjd, fid, alphas, ...counts }) => {
      const side = (which: 'real' | 'generated'): JointSample => {
        const [scale, offset] = which === 'real' ? [1, 0] : [1.25, 0.125];
        const parts = widths.map((width, k) =>
          uniformFeatures({
            ...{ count: counts[which], width, offset, scale: scale * 4 ** -k },
            seed: seed + k + (which === 'real' ? 0 : 5),
          }),
        );
        const [features, first, second] = parts as [FeatureMatrix, FeatureMatrix, FeatureMatrix | undefined];
        const shared = Math.min(features.columns, first.columns);
        for (let i = 0; i < first.rows; i++) {
          for (let j = 0; j < shared; j++) {
            first.data[i * first.columns + j]! += 0.5 * features.data[i * features.columns + j]!;
          }
        }
        return sample(features, second ? { pose: first, outfit: second } : { pose: first });
      };
      const sides = { real: side('real'), generated: side('generated') };
      const { value, images } = scored(
        jointValue(partsOf(widths.length > 2 ? 'fjd' : 'fjd-pose'), sides, 0, quick),
      );
      // Vectors are float32 here, and float64 there.
      expect(Math.abs(value.value - fjd) / fjd).toBeLessThan(1e-6);
      expect(Math.abs(images.value - fid) / fid).toBeLessThan(1e-9);
      expect(value.details['alpha pose']).toBeCloseTo(alphas[0]!, 12);
      if (alphas[1] !== undefined) expect(value.details['alpha outfit']).toBeCloseTo(alphas[1], 11);
    },
  );

  it('is 0 for the real set itself, and its floor is not', () => {
    const real = obeying(1, 300, 0.1);
    const { value, images, ...rest } = scored(
      jointValue(partsOf('fjd-pose'), { real, generated: real }, 0, quick),
    );
    expect(value.value).toBeCloseTo(0, 9);
    expect(images.value).toBeCloseTo(0, 9);
    expect(floorOf({ value, images, ...rest })).toBeGreaterThan(1);
  });

  it('tells images that obey from the same images in another order, which FID cannot', () => {
    const real = obeying(1, 400, 0.1);
    const good = obeying(11, 400, 0.1);
    const order = good.ids.map((_, i) => (i + 7) % good.ids.length);
    const bad = { ...good, features: selectRows(good.features, order) };
    const [obeyed, ignored] = [good, bad].map((generated) =>
      scored(jointValue(partsOf('fjd-pose'), { real, generated }, 0, quick)),
    );
    expect(ignored!.images.value).toBeCloseTo(obeyed!.images.value, 6);
    expect(obeyed!.value.value).toBeLessThan(0.1 * floorOf(obeyed!));
    // What ignores its conditions is at the floor.
    expect(ignored!.value.value / floorOf(ignored!)).toBeGreaterThan(0.9);
    expect(ignored!.value.value / floorOf(ignored!)).toBeLessThan(1.1);
  });

  it('grows as conditions are obeyed less, and is never below the distance of the images', () => {
    const real = obeying(1, 400, 0.05);
    const values = [0.05, 0.4, 0.8, 1.6].map((noise) =>
      scored(jointValue(partsOf('fjd-pose'), { real, generated: obeying(21, 400, noise) }, 0, quick)),
    );
    values.forEach(({ value, images }, i) => {
      expect(value.value).toBeGreaterThanOrEqual(images.value);
      if (i > 0) expect(value.value).toBeGreaterThan(values[i - 1]!.value.value);
    });
  });

  it('has the jackknife of the Fréchet distance of the joined vectors', () => {
    const [real, generated] = [obeying(1, 60, 0.1), obeying(2, 60, 0.5)];
    const { value } = scored(jointValue(partsOf('fjd-pose'), { real, generated }, 0, { intervals: true }));
    const alpha = value.details['alpha pose']!;
    const join = ({ ids, features, asked }: JointSample) => {
      const columns = 8;
      const data = Float32Array.from({ length: ids.length * columns }, (_, at) => {
        const [row, column] = [Math.floor(at / columns), at % columns];
        return column < 4
          ? features.data[row * 4 + column]!
          : alpha * asked.pose!.data[row * 4 + column - 4]!;
      });
      return { kind: 'features', ids, features: { rows: ids.length, columns, data } } as const;
    };
    const expected = frechetValue(join(real), join(generated), { intervals: true });
    expect(value.replicates).toBeInstanceOf(Float64Array);
    expect(value.replicates).toEqual(expected.replicates);
  });

  it('has no floor where most images have one condition', () => {
    const real = obeying(1, 30, 0.1);
    const generated = { ...real, conditions: real.ids.map((id, i) => (i < 16 ? 'one' : id)) };
    const { floor } = scored(jointValue(partsOf('fjd-pose'), { real, generated }, 0, quick));
    expect(isScored(floor) ? '' : floor.reason).toMatch(/more than half have one condition/);
  });

  it('has no value where the embeddings are all 0', () => {
    const zeros = { rows: 5, columns: 2, data: new Float32Array(10) };
    const real = sample(normals(1, 5, 3), { pose: zeros });
    expect(jointValue(partsOf('fjd-pose'), { real, generated: real }, 0, quick)).toEqual({
      reason: "the embeddings of the real images' pose are all 0",
    });
  });

  const fine = obeying(1, 20, 0.1);
  it.each<[string, JointSample, RegExp]>([
    ['a part that is missing', { ...fine, asked: {} }, /generated side does not say the pose/],
    ['a row too few', { ...fine, asked: { pose: normals(3, 19, 4) } }, /generated side has 20 ids.*19 x 4/],
    ['another width', { ...fine, asked: { pose: normals(3, 20, 5) } }, /width 4, .* width 5/],
    ['a NaN', { ...fine, asked: { pose: normals(3, 20, 4, NaN) } }, /features of 1-0 \(generated\) have NaN/],
  ])('refuses %s', (_, generated, message) => {
    const computing = () => jointValue(partsOf('fjd-pose'), { real: fine, generated }, 0, quick);
    expect(computing).toThrow(InputError);
    expect(computing).toThrow(message);
  });

  it('refuses one image', () => {
    const one = sample(normals(1, 1, 3), { pose: normals(2, 1, 3) });
    expect(() => jointValue(partsOf('fjd-pose'), { real: fine, generated: one }, 0, quick)).toThrow(
      InsufficientSamplesError,
    );
  });
});
