import { keypointNames } from '../../conditions/pose.js';
import type { ImageValue, PartValue, LeftOutPart, NotScored } from '../control/definition.js';
import type { PosePair, PoseSample } from './pose-sample.js';

/** A value for each of the 16 joints of an image; undefined: the joint does not count in it. */
export type JointRow = readonly (number | undefined)[];

/** Values by image, in the order of the pairs. */
export type JointTable = readonly (JointRow | NotScored)[];

/** The joints that a score counts, as indices of keypointNames, and those that it leaves out. */
export interface JointChoice {
  readonly counted: readonly number[];
  readonly leftOut: readonly LeftOutPart[];
}

/** @param protocol - why the score leaves a joint out, whatever the estimator; undefined: it does not */
export function chooseJoints(
  { joints, name }: PoseSample['estimator'],
  protocol: (joint: number) => string | undefined = () => undefined,
): JointChoice {
  const counted: number[] = [];
  const leftOut: LeftOutPart[] = [];
  keypointNames.forEach((joint, j) => {
    const reason = protocol(j) ?? (joints.includes(joint) ? undefined : `${name} does not give it`);
    if (reason === undefined) counted.push(j);
    else leftOut.push({ part: joint, reason });
  });
  return { counted, leftOut };
}

/** The table of values of the joints that are counted and labelled, hidden ones too, as MPII and COCO have it. */
export function jointTable(
  pairs: readonly PosePair[],
  { counted }: JointChoice,
  rowOf: (pair: PosePair) => ((joint: number) => number | undefined) | NotScored,
): JointTable {
  const counts = new Set(counted);
  return pairs.map((pair) => {
    const { pose } = pair.target;
    if (!counted.some((j) => pose[j])) return { reason: 'no joint that counts is labelled' };
    const valueOf = rowOf(pair);
    if (typeof valueOf !== 'function') return valueOf;
    return pose.map((keypoint, j) => (keypoint && counts.has(j) ? valueOf(j) : undefined));
  });
}

/** The table with another value in place of each. */
export function mapTable(table: JointTable, change: (value: number) => number): JointTable {
  return table.map((row) =>
    'reason' in row ? row : row.map((value) => (value === undefined ? undefined : change(value))),
  );
}

/** What each image is worth: the mean of its joints. */
export function imageValues(pairs: readonly PosePair[], table: JointTable): ImageValue[] {
  return pairs.map((pair, i) => imageValue(pair, rowMean(table[i]!)));
}

/** An image with its value. */
export function imageValue(
  { id, condition, targetCondition }: PosePair,
  value: number | NotScored,
): ImageValue {
  return {
    id,
    conditions: targetCondition === undefined ? [condition] : [condition, targetCondition],
    value,
  };
}

/** Mean of each joint over the images in which it counts. */
export function jointValues(table: JointTable, { counted }: JointChoice): PartValue[] {
  return counted.map((j) => {
    let sum = 0;
    let count = 0;
    for (const row of table) {
      if ('reason' in row) continue;
      const value = row[j];
      if (value === undefined) continue;
      sum += value;
      count++;
    }
    return { part: keypointNames[j]!, count, value: count > 0 ? sum / count : undefined };
  });
}

function rowMean(row: JointRow | NotScored): number | NotScored {
  if ('reason' in row) return row;
  let sum = 0;
  let count = 0;
  for (const value of row) {
    if (value === undefined) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : { reason: 'no joint that counts was found' };
}
