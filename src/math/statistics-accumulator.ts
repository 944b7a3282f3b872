import { InputError, InsufficientSamplesError } from '../errors.js';
import type { GaussianStatistics } from './gaussian-statistics.js';
import { plainKernels, type Kernels } from './kernels/kernels.js';
import { triangleSize, type PartialStatistics } from './partial-statistics.js';

/** Rows gathered before they enter the sums. Part of the result's definition: another size, other last digits. */
const BLOCK = 64;

/**
 * Mean and covariance of feature vectors that come in batches, in float64 and one pass. Memory depends on the
 * width alone (width^2 x 8 bytes). Rows are taken in blocks of a fixed size whatever batches they came in, so the
 * result depends on the rows and their order alone, to the last bit.
 * @source T. Chan, G. Golub, R. LeVeque, "Updating formulae and a pairwise algorithm for computing sample
 * variances" (1979)
 */
export class StatisticsAccumulator {
  readonly width: number;
  private readonly kernels: Kernels;
  private readonly sums: Sums;
  /** Room for what {@link absorb} makes of a block. */
  private readonly centred: Float64Array;
  /** Rows that wait for their block to fill up: [BLOCK x width], row-major. */
  private readonly waiting: Float64Array;
  private waitingRows = 0;

  /** @param kernels - do the work, and hold the sums; the result is the same to the last bit */
  constructor(width: number, kernels: Kernels = plainKernels) {
    if (!Number.isSafeInteger(width) || width < 1)
      throw new RangeError(`Expected a width of 1 or more, got ${width}.`);
    this.width = width;
    this.kernels = kernels;
    this.sums = { count: 0, mean: new Float64Array(width), scatter: kernels.allocate(width * width) };
    this.centred = kernels.allocate((BLOCK + 1) * width);
    this.waiting = new Float64Array(BLOCK * width);
  }

  /** Goes on from statistics of so many samples. */
  static from({ count, mean, covariance }: GaussianStatistics & { count: number }): StatisticsAccumulator {
    const accumulator = new StatisticsAccumulator(mean.length);
    const { sums } = accumulator;
    sums.count = count;
    sums.mean.set(mean);
    covariance.data.forEach((value, i) => {
      sums.scatter[i] = value * (count - 1);
    });
    return accumulator;
  }

  /** Rows added so far. */
  get count(): number {
    return this.sums.count + this.waitingRows;
  }

  /**
   * Adds vectors. If one is refused, none of the batch has been added.
   * @param features - [k x width] row-major, any k
   * @param labelOf - how messages call row i of the batch; by default, by its number among all rows added
   * @throws InputError if the length is no multiple of the width, or a value is NaN or infinite
   */
  add(features: Float32Array, labelOf?: (row: number) => string): void {
    const { width, waiting } = this;
    if (features.length % width !== 0) {
      throw new InputError(
        `Features have ${features.length} values; expected a multiple of their width, ${width}.`,
      );
    }
    const first = this.count;
    checkFinite(features, width, labelOf ?? ((row) => `row ${first + row}`));
    for (let from = 0; from < features.length; from += width) {
      waiting.set(features.subarray(from, from + width), this.waitingRows * width);
      this.waitingRows++;
      if (this.waitingRows === BLOCK) {
        absorb(this.sums, waiting, BLOCK, this.centred, this.kernels);
        this.waitingRows = 0;
      }
    }
  }

  /**
   * Adds what another accumulator has gathered, which stays as it is. Equal to adding its rows one after the other
   * up to 1e-12, relative to the largest variance: the rows fall into other blocks.
   * @throws InputError if the widths differ
   */
  merge(other: StatisticsAccumulator): void {
    if (other.width !== this.width) {
      throw new InputError(
        `Cannot merge statistics of width ${other.width} into those of width ${this.width}; ` +
          'compute both with the same feature extractor.',
      );
    }
    const theirs = other.settled();
    absorb(this.sums, this.waiting, this.waitingRows, this.centred, this.kernels);
    this.waitingRows = 0;
    combine(this.sums, theirs);
  }

  /**
   * The statistics of all rows so far. More rows may follow.
   * @throws InsufficientSamplesError if there are fewer than 2
   */
  finish(): GaussianStatistics {
    return statisticsOf(this.settled());
  }

  /** What all rows so far give to the statistics of a whole that they are a part of. More rows may follow. */
  partial(): PartialStatistics {
    const { width } = this;
    const { count, mean, scatter } = this.settled();
    const packed = new Float64Array(triangleSize(width));
    for (let i = 0, at = 0; i < width; at += ++i) {
      packed.set(scatter.subarray(i * width, i * width + i + 1), at);
    }
    return { count, mean, scatter: packed };
  }

  /**
   * The statistics of all rows but those that `part` has gathered, which must be among them. Equal to starting over without
   * them up to 1e-12, relative to the largest variance.
   * @throws InsufficientSamplesError if fewer than 2 remain
   */
  finishWithout(part: StatisticsAccumulator): GaussianStatistics {
    const sums = this.settled();
    remove(sums, part.settled());
    return statisticsOf(sums);
  }

  /** A copy of the sums with the waiting rows in them. */
  private settled(): Sums {
    const { kernels } = this;
    const { count, mean, scatter } = this.sums;
    const copy = { count, mean: mean.slice(), scatter: kernels.allocate(scatter.length) };
    copy.scatter.set(scatter);
    absorb(copy, this.waiting, this.waitingRows, this.centred, kernels);
    return copy;
  }
}

interface Sums {
  count: number;
  readonly mean: Float64Array;
  /** Sum of (x - mean)(x - mean)^T, [width x width], lower triangle. */
  readonly scatter: Float64Array;
}

function statisticsOf({ count, mean, scatter }: Sums): GaussianStatistics {
  if (count < 2) {
    throw new InsufficientSamplesError(
      `A covariance needs at least 2 samples, got ${count}. Add more images.`,
    );
  }
  const width = mean.length;
  const covariance = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const value = scatter[i * width + j]! / (count - 1);
      covariance[i * width + j] = value;
      covariance[j * width + i] = value;
    }
  }
  return { count, mean, covariance: { rows: width, columns: width, data: covariance } };
}

function checkFinite(features: Float32Array, width: number, labelOf: (row: number) => string): void {
  for (let i = 0; i < features.length; i++) {
    if (Number.isFinite(features[i])) continue;
    throw new InputError(
      `The features of ${labelOf(Math.floor(i / width))} have ${features[i]!} at column ${i % width}; expected a ` +
        'finite number. The network overflowed or its input was not an image; leave this image out.',
    );
  }
}

/**
 * Adds the first `rows` rows of `block`.
 * @param centred - [BLOCK + 1 x width], overwritten
 */
function absorb(
  sums: Sums,
  block: Float64Array,
  rows: number,
  centred: Float64Array,
  kernels: Kernels,
): void {
  if (rows === 0) return;
  const width = sums.mean.length;
  const blockMean = new Float64Array(width);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < width; i++) blockMean[i]! += block[r * width + i]!;
  }
  for (let i = 0; i < width; i++) blockMean[i]! /= rows;
  // The centred rows, and one more for the distance of the means: a single product adds them all.
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < width; i++) centred[r * width + i] = block[r * width + i]! - blockMean[i]!;
  }
  centred.set(shiftMean(sums, blockMean, rows), rows * width);
  kernels.multiplyAdd(
    { rows: width, columns: width, depth: rows + 1, lowerOnly: true },
    1,
    { data: centred, start: 0, rowStride: 1, columnStride: width },
    { data: centred, start: 0, rowStride: width, columnStride: 1 },
    { data: sums.scatter, start: 0, rowStride: width },
  );
}

function combine(sums: Sums, other: Sums): void {
  if (other.count === 0) return;
  const width = sums.mean.length;
  const shift = shiftMean(sums, other.mean, other.count);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      sums.scatter[i * width + j]! += other.scatter[i * width + j]! + shift[i]! * shift[j]!;
    }
  }
}

/** The inverse of `combine`. What rounding leaves of a variance that is gone is 0. */
function remove(sums: Sums, part: Sums): void {
  const { mean } = sums;
  const width = mean.length;
  const total = sums.count;
  sums.count -= part.count;
  if (sums.count < 1) return;
  for (let i = 0; i < width; i++) mean[i]! += (mean[i]! - part.mean[i]!) * (part.count / sums.count);
  const weight = (sums.count * part.count) / total;
  for (let i = 0; i < width; i++) {
    const shift = (part.mean[i]! - mean[i]!) * weight;
    for (let j = 0; j <= i; j++) {
      const at = i * width + j;
      const rest = sums.scatter[at]! - part.scatter[at]! - shift * (part.mean[j]! - mean[j]!);
      sums.scatter[at] = i === j ? Math.max(0, rest) : rest;
    }
  }
}

/** Moves count and mean on by `count` rows of mean `mean`. Returns the vector whose square that adds to the scatter. */
function shiftMean(sums: Sums, mean: Float64Array, count: number): Float64Array {
  const total = sums.count + count;
  const weight = Math.sqrt((sums.count * count) / total);
  const shift = mean.map((value, i) => (value - sums.mean[i]!) * weight);
  for (let i = 0; i < mean.length; i++) sums.mean[i]! += (mean[i]! - sums.mean[i]!) * (count / total);
  sums.count = total;
  return shift;
}
