/**
 * What gan-eval does itself between decoding and the score, alone: milliseconds of each resize mode, GFLOP/s of the streaming
 * covariance. Medians, as Markdown. No peers.
 *
 * Usage: npx tsx bench/kernels/run.ts
 */
import { resizeImage, resizeModes } from '../../src/images/resize.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';

const REPEATS = 15;
const WIDTH = 2048;
const ROWS = 512;

/** Median milliseconds of a call, after two that let the compiler settle. */
function medianMs(work: () => void): number {
  const times: number[] = [];
  for (let i = -2; i < REPEATS; i++) {
    const start = performance.now();
    work();
    if (i >= 0) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)]!;
}

console.log(`| resize to 299 x 299 | ${resizeModes.join(' | ')} |`);
console.log(`|---|${resizeModes.map(() => '---|').join('')}`);
for (const [widthPx, heightPx] of [
  [1024, 768],
  [256, 192],
] as const) {
  const data = Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, i) => (i * 37) % 256);
  const cells = resizeModes.map((mode) =>
    medianMs(() => resizeImage({ widthPx, heightPx, data }, mode, 299, 299)).toFixed(1),
  );
  console.log(`| ${widthPx} x ${heightPx}, ms | ${cells.join(' | ')} |`);
}

const features = Float32Array.from({ length: ROWS * WIDTH }, (_, i) => Math.sin(i));
const ms = medianMs(() => {
  new StatisticsAccumulator(WIDTH).add(features);
});
// The lower triangle: a multiplication and an addition for each pair of features.
const gflops = (ROWS * WIDTH * (WIDTH + 1)) / (ms * 1e6);
console.log(
  `\nCovariance, width ${WIDTH}: ${gflops.toFixed(1)} GFLOP/s, ${(ms / ROWS).toFixed(1)} ms an image`,
);
