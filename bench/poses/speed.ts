import type { PoseEstimator } from '../../src/pose/pose-estimator.js';
import { posedMannequin } from './pictures.js';
import { table } from './table.js';

const ROUNDS = 25;

/** Median milliseconds an image of 384 x 512: with a box (one pass) and without, in turns. */
export async function speed(estimators: readonly PoseEstimator[]): Promise<string> {
  const { image } = await posedMannequin(1, 512);
  const box = { x: 100, y: 20, width: 200, height: 480 };
  const works = estimators.flatMap((estimator) => [
    () => estimator.estimate(image, box),
    () => estimator.estimate(image),
  ]);
  const times = works.map((): number[] => []);
  for (let round = -2; round < ROUNDS; round++) {
    for (const [i, work] of works.entries()) {
      const start = performance.now();
      await work();
      if (round >= 0) times[i]!.push(performance.now() - start);
    }
  }
  const medians = times.map((all) => all.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!);
  const rows = estimators.map(({ identity }, i) => [
    identity.name,
    medians[2 * i]!.toFixed(0),
    medians[2 * i + 1]!.toFixed(0),
    (1000 / medians[2 * i + 1]!).toFixed(1),
  ]);
  return table(['', 'box, ms', 'looked for, and a second one, ms', 'images/s'], rows);
}
