import { keypointNames } from '../../conditions/pose.js';
import type { NotScored, PoseMeasurement } from './definition.js';
import type { JointTable } from './joint-table.js';

/**
 * What a mean is taken over. `keypoints`: all joints of all images alike, as MPII; `joints`: each joint's own mean, then theirs, as
 * mmpose.
 */
export type JointAverage = 'keypoints' | 'joints';

type Score = PoseMeasurement['score'];

/** Mean over the images that have a value. */
export function meanOfImages(values: readonly (number | NotScored)[]): Score {
  const scored = values.map((value) => (typeof value === 'number' ? value : undefined));
  return ratio(
    Float64Array.from(scored, (value) => value ?? 0),
    Float64Array.from(scored, (value) => (value === undefined ? 0 : 1)),
  );
}

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
  return ratio(sums, counts);
}

function ratio(above: Float64Array, below: Float64Array): Score {
  return (weights) => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < weights.length; i++) {
      sum += weights[i]! * above[i]!;
      count += weights[i]! * below[i]!;
    }
    return count > 0 ? sum / count : undefined;
  };
}
