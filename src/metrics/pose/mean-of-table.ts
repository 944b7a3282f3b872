import { keypointNames } from '../../conditions/pose.js';
import type { Measurement } from '../control/definition.js';
import { weightedRatio } from '../control/mean-of-images.js';
import type { JointTable } from './joint-table.js';

/**
 * What a mean is taken over. `keypoints`: all joints of all images alike, as MPII; `joints`: each joint's own mean, then theirs, as
 * mmpose.
 */
export type JointAverage = 'keypoints' | 'joints';

type Score = Measurement['score'];

/** Mean over the values of a table. */
export function meanOfTable(table: JointTable, average: JointAverage): Score {
  if (average === 'keypoints') return meanOfJoints(table, [...keypointNames.keys()]);
  const means = [...keypointNames.keys()].map((j) => meanOfJoints(table, [j]));
  return (weights) => {
    const values = means.map((mean) => mean(weights)).filter((value) => value !== undefined);
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
  };
}

function meanOfJoints(table: JointTable, joints: readonly number[]): Score {
  const sums = new Float64Array(table.length);
  const counts = new Float64Array(table.length);
  table.forEach((row, i) => {
    if ('reason' in row) return;
    for (const j of joints) {
      const value = row[j];
      if (value === undefined) continue;
      sums[i]! += value;
      counts[i]!++;
    }
  });
  return weightedRatio(sums, counts);
}
