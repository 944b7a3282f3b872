import { describe, expect, it } from 'vitest';
import { InputError, UsageError } from '../../src/errors.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import type { DefinedValue } from '../../src/metrics/definition.js';
import { ppl } from '../../src/metrics/ppl.js';
import type { PathSample } from '../../src/metrics/sample.js';
import golden from '../../fixtures/golden/metrics/ppl.json' with { type: 'json' };
import { defined, normals, sampleOf, tools } from './samples.js';
import { withoutGroup } from './without-group.js';

async function score(
  path: PathSample,
  options: Readonly<Record<string, unknown>> = {},
): Promise<DefinedValue> {
  return defined(await ppl.compute([path], options, tools), 'ppl');
}

/** As ppl.py makes them. */
function goldenPath({
  count,
  width,
  seed,
  epsilon,
  skewed,
}: Omit<(typeof golden.cases)[number], 'options' | 'mean' | 'std'>): PathSample {
  const random = new Mt19937(seed);
  const start = Float32Array.from(random.randoms(count * width));
  const end = Float32Array.from(
    random.randoms(count * width),
    (step, i) => start[i]! + epsilon * (skewed ? step * step : step),
  );
  const ends = { rows: count, columns: width };
  const { ids } = sampleOf({ ...ends, data: start });
  return { kind: 'path', ids, start: { ...ends, data: start }, end: { ...ends, data: end }, epsilon };
}

function path(rows: number, columns: number, epsilon = 1): PathSample {
  const [start, end] = [normals(91, rows, columns), normals(92, rows, columns)];
  return { kind: 'path', ids: sampleOf(start).ids, start, end, epsilon };
}

describe("perceptual path length against torch-fidelity's reduction", () => {
  it.each(golden.cases)('$count x $width, $options', async ({ options, mean, std, ...made }) => {
    const { value, details } = await score(goldenPath(made), options);
    expect(Math.abs(value - mean) / mean).toBeLessThan(1e-12);
    expect(Math.abs(details.std! - std) / std).toBeLessThan(1e-12);
  });
});

it('is the squared speed where all steps are equally long', async () => {
  const start = normals(93, 50, 3);
  const data = start.data.map(Math.round);
  const end = data.map((value, i) => value + (i % 3 === 0 ? 3 : i % 3 === 1 ? 4 : 0));
  const ends = { rows: 50, columns: 3 };
  const steps = { start: { ...ends, data }, end: { ...ends, data: end }, epsilon: 0.5 };
  const { value, replicates } = await score({ kind: 'path', ids: sampleOf(start).ids, ...steps });
  expect(value).toBe(25 / 0.25);
  expect(Array.from(replicates as Float64Array)).toEqual(new Array(20).fill(100));
});

it('has as replicates the lengths without each group', async () => {
  const whole = path(130, 4, 0.1);
  const { replicates } = await score(whole, { lower: 5, upper: 90 });
  for (const [group, replicate] of (replicates as Float64Array).entries()) {
    const { ids, features: start } = withoutGroup(sampleOf(whole.start), group);
    const { features: end } = withoutGroup(sampleOf(whole.end), group);
    const rest = await score({ ...whole, ids, start, end }, { lower: 5, upper: 90 });
    expect(replicate).toBeCloseTo(rest.value, 10);
  }
});

it.each([0, -1, NaN])('refuses steps of length %d', async (epsilon) => {
  await expect(score(path(30, 3, epsilon))).rejects.toThrow(InputError);
});

it('refuses ends of other widths', async () => {
  await expect(score({ ...path(30, 3), end: normals(94, 30, 4) })).rejects.toThrow(/width 3.*width 4/);
});

it('refuses percentiles that leave nothing', async () => {
  await expect(score(path(30, 3), { lower: 60, upper: 40 })).rejects.toThrow(UsageError);
});
