/**
 * How often the 95% interval of each score holds what it is about: for scores that are free of bias, or freed of it, the value
 * of very many images; for the others the mean score of other samples of the same counts. Prints a table of docs/intervals.md.
 *
 * Usage: node --import tsx bench/coverage/scores.ts [REPETITIONS] [IMAGES]
 */
import { Mt19937 } from '../../src/math/mt19937.js';
import type { MetricDefinition, ScoreDefinition } from '../../src/metrics/definition.js';
import { metrics } from '../../src/metrics/registry.js';
import { intervalOf } from '../../src/suite/comparison/score-samples.js';
import { draw, frechetOf, populations } from '../../test/metrics/gaussian-population.js';
import { compute, defined, tools } from '../../test/metrics/samples.js';

const REPETITIONS = Number(process.argv[2] ?? 200);
const IMAGES = Number(process.argv[3] ?? 400);
const WIDTH = 8;
const MANY = 4000;

const [real, generated] = populations(WIDTH, 0.4);
const withoutIntervals = { ...tools, intervals: false };

console.log('| score | bias | about | images | coverage | standard error / spread of the score |');
console.log('|---|---|---|---|---|---|');
for (const metric of metrics) {
  if (metric.takes === 'path' || metric.needsStrata) continue;
  const runs = await repeated(metric);
  for (const score of metric.scores) {
    const values = runs.map((run) => defined(run, score.id));
    const truth =
      score.bias === 'kept' ? mean(values.map(({ value }) => value)) : await valueOfMany(metric, score);
    const intervals = values.map(({ value, replicates }) => intervalOf(value, replicates, score));
    const known = intervals.flatMap((interval) => (interval.status === 'ok' ? [interval] : []));
    const covered = known.filter(({ low, high }) => low <= truth && truth <= high).length;
    const spread = deviation(known.map(({ estimate }) => estimate));
    const error = mean(known.map(({ standardError }) => standardError));
    console.log(
      `| ${score.id} | ${score.bias} | ${truth.toPrecision(4)} | ${IMAGES} | ${((100 * covered) / known.length).toFixed(0)}% | ${(error / spread).toFixed(2)} |`,
    );
  }
}

async function repeated(metric: MetricDefinition) {
  const random = new Mt19937(3);
  const runs = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    runs.push(await compute(metric, draw(random, real, IMAGES), draw(random, generated, IMAGES)));
  }
  return runs;
}

/** The closed form of a Fréchet distance, else the mean of the score over samples so large that what bias is left is nothing. */
async function valueOfMany(metric: MetricDefinition, { id, unit }: ScoreDefinition): Promise<number> {
  if (unit === 'squared feature distance') return frechetOf(real, generated);
  const random = new Mt19937(4);
  const values: number[] = [];
  for (let i = 0; i < 10; i++) {
    const samples = [draw(random, real, MANY), draw(random, generated, MANY)] as const;
    values.push(defined(await compute(metric, ...samples, {}, withoutIntervals), id).value);
  }
  return mean(values);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}
