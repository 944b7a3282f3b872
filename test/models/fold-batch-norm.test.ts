import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { foldBatchNorm } from '../../src/models/fold-batch-norm.js';

const kernel = { dims: [2, 1, 1, 2], data: Float32Array.of(1, 2, 3, 4) };
const norm = {
  mean: Float32Array.of(0.5, -1),
  variance: Float32Array.of(3, 0),
  scale: Float32Array.of(2, 1),
  shift: Float32Array.of(0.25, 0),
  epsilon: 1,
};

describe('foldBatchNorm', () => {
  it('gives the convolution that does both', () => {
    const { weight, bias } = foldBatchNorm('x', kernel, norm);
    expect([...weight.data]).toEqual([1, 2, 3, 4]); // factors 2 / sqrt(4) and 1 / sqrt(1)
    expect([...bias.data]).toEqual([0.25 - 0.5, 1]);
    expect(weight.dims).toEqual([2, 1, 1, 2]);
  });

  it('takes 1 where there is no scale', () => {
    const { mean, variance, shift, epsilon } = norm;
    expect([...foldBatchNorm('x', kernel, { mean, variance, shift, epsilon }).weight.data]).toEqual([
      0.5, 1, 3, 4,
    ]);
  });

  it.each([
    ['a negative variance', { variance: Float32Array.of(3, -2) }],
    ['NaN', { mean: Float32Array.of(0, NaN) }],
  ])('refuses %s', (_, damage) => {
    expect(() => foldBatchNorm('x', kernel, { ...norm, ...damage })).toThrow(InputError);
    expect(() => foldBatchNorm('x', kernel, { ...norm, ...damage })).toThrow(
      /of x is not finite in channel 1/,
    );
  });
});
