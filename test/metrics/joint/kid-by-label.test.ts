import { expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { kidByLabel, type LabelledSample } from '../../../src/metrics/joint/kid-by-label.js';
import { innerProduct, naiveDiscrepancy, rowsOf } from '../naive-discrepancy.js';
import { normals, tools } from '../samples.js';

const labelled = (seed: number, rows: number, values: readonly string[], shift = 0): LabelledSample => ({
  ids: Array.from({ length: rows }, (_, i) => `${seed}-${i}`),
  labels: Array.from({ length: rows }, (_, i) => ({ class: values[i % values.length]!, year: '2020' })),
  features: normals(seed, rows, 5, shift),
});

it('is the mean of the KIDs within each value of the label, which are listed', async () => {
  const real = labelled(1, 40, ['dress', 'coat']);
  const generated = labelled(2, 30, ['coat', 'dress', 'dress'], 0.5);
  const value = await kidByLabel({ real, generated }, 'class', tools);
  const within = ({ labels, features }: LabelledSample, name: string) =>
    rowsOf(features).filter((_, i) => labels[i]!.class === name);
  const kernel = (x: readonly number[], y: readonly number[]) => (innerProduct(x, y) / 5 + 1) ** 3;
  const kids = ['coat', 'dress'].map((name) =>
    naiveDiscrepancy(within(real, name), within(generated, name), kernel, { unbiased: true }),
  );
  if (value.status !== 'ok') throw new Error(value.reason);
  expect(value.strata).toMatchObject([
    { stratum: 'coat', real: 20, generated: 10 },
    { stratum: 'dress', real: 20, generated: 20 },
  ]);
  value.strata!.forEach((stratum, i) => {
    expect(stratum.value).toBeCloseTo(kids[i]!, 6);
  });
  expect(value.value).toBeCloseTo((kids[0]! + kids[1]!) / 2, 6);
});

it('says which image has no such label, and which labels there are', async () => {
  const real = labelled(1, 10, ['dress']);
  const computing = kidByLabel({ real, generated: real }, 'colour', tools);
  await expect(computing).rejects.toThrow(InputError);
  await expect(computing).rejects.toThrow(/1-0: its condition has no label 'colour'.*class, year/);
});
