import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startHelper } from '../../src/engines/kernel-threads.js';
import { WasmKernels } from '../../src/math/kernels/wasm-kernels.js';
import { traceSqrtProductOn } from '../../src/math/trace-sqrt-product.js';
import { randomCovariance } from '../math/random-covariance.js';

const SIZE = 600;

describe('helpers of the kernels', () => {
  it.each([1, 2, 3])('%i change no bit of a trace', async (helpers) => {
    const a = { covariance: randomCovariance(SIZE, SIZE, 1), count: null };
    const b = { covariance: randomCovariance(SIZE, SIZE - 50, 2), count: null };
    const alone = traceSqrtProductOn(new WasmKernels(), a, b);
    const workers: ReturnType<typeof startHelper>[] = [];
    const kernels = new WasmKernels(helpers, (post) => {
      for (let worker = 1; worker <= helpers; worker++) workers.push(startHelper(post, worker));
      return helpers;
    });
    expect(traceSqrtProductOn(kernels, a, b)).toEqual(alone);
    while (kernels.present < helpers) await sleep(5);
    kernels.release();
    expect(traceSqrtProductOn(kernels, a, b)).toEqual(alone);
    await Promise.all(workers.map((worker) => worker.terminate()));
  });
});
