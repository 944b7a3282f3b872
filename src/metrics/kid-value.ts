import { z } from 'zod';
import { polynomialKernel, type RowKernel } from '../math/row-kernel.js';
import type { MetricTools, MetricValue } from './definition.js';
import { discrepancyValue } from './discrepancy-value.js';
import { inJackknifeGroups } from './in-jackknife-groups.js';
import type { FeatureSample } from './sample.js';

/** Options of the polynomial kernel; the defaults are the published kernel. */
export const kidKernelOptions = {
  degree: z
    .int()
    .min(1)
    .max(20)
    .default(3)
    .describe('Degree of the polynomial kernel. Published figures: 3.'),
  gamma: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .describe('Factor of the inner product in the kernel; null: 1 / width of the features, as published.'),
  coef0: z.number().nonnegative().default(1).describe('Constant term of the kernel. Published figures: 1.'),
};

export type KidKernelOptions = z.output<z.ZodObject<typeof kidKernelOptions>>;

/** The kernel that the options ask for. */
export function kidKernel({ degree, gamma, coef0 }: KidKernelOptions, width: number): RowKernel {
  return polynomialKernel({ degree, gamma: gamma ?? 1 / width, coef0 });
}

/**
 * KID over all images: the unbiased estimate from every pair of images.
 * @param samples - at least 2 images a side
 */
export function kidValue(
  real: FeatureSample,
  generated: FeatureSample,
  options: KidKernelOptions,
  tools: MetricTools,
): Promise<MetricValue> {
  const kernel = kidKernel(options, real.features.columns);
  const [x, y] = inJackknifeGroups([real, generated]);
  return discrepancyValue(x, y, { kernel, estimator: 'unbiased', scale: 1 }, tools);
}
