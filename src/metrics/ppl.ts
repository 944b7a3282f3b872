import { z } from 'zod';
import { InputError } from '../errors.js';
import { JACKKNIFE_GROUPS, jackknifeGroups } from '../math/jackknife-groups.js';
import { trimmedMean, type Percentiles } from '../math/trimmed-mean.js';
import { pathMetric } from './define-metric.js';
import type { DefinedValue } from './definition.js';
import { NO_INTERVAL_ASKED } from './no-interval.js';
import type { PathSample } from './sample.js';

const percentile = z.number().min(0).max(100);
const options = z
  .strictObject({
    lower: percentile.default(1).describe('Percentile below which steps are left out; 0 leaves none out.'),
    upper: percentile.default(99).describe('Percentile above which steps are left out; 100 leaves none out.'),
  })
  .refine(({ lower, upper }) => lower < upper, {
    error: 'has percentiles in the wrong order; expected lower to be less than upper',
  });

/**
 * Perceptual path length: the mean squared feature distance over a small step in a generator's latent space, by the squared
 * length of the step, without the shortest and the longest hundredth of the steps. Equal to torch-fidelity's reduction.
 * @throws InputError if the step has no length, or its ends have features of different widths
 * @source arXiv:1812.04948, section 4.1
 */
export const ppl = pathMetric({
  id: 'ppl',
  title: 'Perceptual path length',
  summary:
    'How much the picture changes over a small step in the latent space: low if the generator is smooth. The features stand for the perceptual ' +
    'distance, which is the squared distance between them; published figures use LPIPS on VGG16, others cannot be compared with them. ' +
    'Images go to the network as floating point numbers: at a step of 1e-4, rounding them to 8 bits is more than what is to be measured.',
  scores: [
    {
      id: 'ppl',
      title: 'Perceptual path length',
      summary: 'Squared feature distance over the squared length of the step; 0 if nothing changes.',
      direction: 'lower',
      unit: 'squared feature distance per squared latent distance',
      range: [0, Infinity],
      ofItself: 0,
      bias: 'kept',
    },
  ],
  reads: 'features',
  needsStrata: false,
  shuffles: false,
  minimumSamples: 2,
  recommendedSamples: 50_000,
  source: 'arXiv:1812.04948',
  options,
  compute: ([path], chosen, { intervals }) => Promise.resolve({ ppl: lengthOf(path, chosen, intervals) }),
});

function lengthOf(path: PathSample, percentiles: Percentiles, intervals: boolean): DefinedValue {
  const steps = squaredSpeeds(path);
  const order = Array.from(steps.keys()).sort((a, b) => steps[a]! - steps[b]!);
  const groups = Math.min(JACKKNIFE_GROUPS, steps.length);
  const groupOf = jackknifeGroups(path.ids, groups);
  const without = (group?: number) =>
    trimmedMean(
      Float64Array.from(
        order.filter((i) => groupOf[i] !== group),
        (i) => steps[i]!,
      ),
      percentiles,
    );
  const { mean, std, kept } = without();
  return {
    status: 'ok',
    value: mean,
    replicates: intervals
      ? Float64Array.from({ length: groups }, (_, group) => without(group).mean)
      : NO_INTERVAL_ASKED,
    warnings: [],
    details: { std, kept },
  };
}

/** Of each step, the squared distance of its ends over its squared length. */
function squaredSpeeds({ ids, start, end, epsilon }: PathSample): Float64Array {
  if (!(epsilon > 0)) {
    throw new InputError(
      `The latent path has steps of length ${epsilon}; expected a length above 0, such as 1e-4. Give the length that its latents were made with.`,
    );
  }
  if (start.columns !== end.columns) {
    throw new InputError(
      `The starts of the path's steps have features of width ${start.columns}, their ends of width ${end.columns}; expected the same. ` +
        'Compute both with the same feature extractor.',
    );
  }
  const { columns } = start;
  return Float64Array.from(ids, (_, i) => {
    let sum = 0;
    for (let at = i * columns; at < (i + 1) * columns; at++) sum += (end.data[at]! - start.data[at]!) ** 2;
    return sum / epsilon ** 2;
  });
}
