import { controlReadings } from './control-readings.js';
import type { MeasuredPoint, MeasuredRun } from './measured-run.js';
import { pointStep } from './path.js';
import { costReadings } from './cost-readings.js';
import { qualityReadings } from './quality-readings.js';
import type { Reading } from './reading.js';
import { tradeoffReadings } from './tradeoff-readings.js';

/** Every number of a run that a gate can name. */
export function readingsOfRun({ points, costs, tradeoffs }: MeasuredRun): Reading[] {
  const read = new Map(points.map((point) => [point.id, { point, readings: readingsOfPoint(point) }]));
  return [
    ...[...read.values()].flatMap(({ readings }) => readings),
    ...costs.flatMap((cost) => costReadings(cost, read)),
    ...tradeoffs.flatMap((tradeoff) => tradeoffReadings(tradeoff, read)),
  ];
}

function readingsOfPoint(point: MeasuredPoint): Reading[] {
  const head = pointStep(point);
  return [
    ...(point.quality ? qualityReadings(point.quality, point, head) : []),
    ...(point.control ? controlReadings(point.control, point, head) : []),
  ];
}
