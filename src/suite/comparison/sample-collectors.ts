import { InsufficientSamplesError } from '../../errors.js';
import { plainKernels } from '../../math/kernels/kernels.js';
import { WasmKernels } from '../../math/kernels/wasm-kernels.js';
import { StatisticsAccumulator } from '../../math/statistics-accumulator.js';
import type { Sample } from '../../metrics/sample.js';

/** Gathers one output's vectors, batch by batch. */
export interface SampleCollector {
  /** @param vectors - rows of whole images */
  add(vectors: Float32Array): void;
  /** @param ids - of all images added, in order */
  finish(ids: readonly string[], strata: readonly string[] | undefined): Sample;
}

/** Sums of greater width, twice, would not fit into the 4 GiB that WebAssembly has. */
const WIDEST_IN_WEBASSEMBLY = 8192;

/** Keeps mean and covariance alone. @param location - of the set, for the message if two images are not reached */
export function statisticsCollector(width: number, location: string): SampleCollector {
  const kernels = width <= WIDEST_IN_WEBASSEMBLY ? new WasmKernels() : plainKernels;
  const accumulator = new StatisticsAccumulator(width, kernels);
  return {
    add: (vectors) => {
      accumulator.add(vectors);
    },
    finish() {
      if (accumulator.count >= 2) return { kind: 'statistics', statistics: accumulator.finish() };
      throw new InsufficientSamplesError(
        `${location}: ${accumulator.count} readable image(s); a covariance needs at least 2.`,
      );
    },
  };
}

/** Keeps every vector. @param capacity - images that there can be */
export function featureCollector(width: number, capacity: number): SampleCollector {
  const data = new Float32Array(capacity * width);
  let length = 0;
  return {
    add(vectors) {
      data.set(vectors, length);
      length += vectors.length;
    },
    finish: (ids, strata) => ({
      kind: 'features',
      ids,
      features: { rows: ids.length, columns: width, data: data.subarray(0, length) },
      ...(strata && { strata }),
    }),
  };
}
