/**
 * The tables of docs/pose.md: joints of mannequins, half people, second people, times. No peers; equality with TensorFlow.js is
 * tested in test/pose.
 *
 * Usage: npx tsx bench/poses/run.ts joints|halves|people|speed [COUNT] [FOLDER...]
 * COUNT of mannequins (joints: 50, halves: 10, people: 30); FOLDERs of photographs for `people`.
 */
import { builtInEstimators } from '../../src/pose/built-in-estimators.js';
import { openPoseEstimator } from '../../src/pose/open-pose-estimator.js';
import type { PoseEstimator } from '../../src/pose/pose-estimator.js';
import { halves } from './halves.js';
import { joints } from './joints.js';
import { people } from './people.js';
import { speed } from './speed.js';

const tables: Readonly<
  Record<string, (of: readonly PoseEstimator[], count: number, folders: readonly string[]) => Promise<string>>
> = {
  joints: (of, count) => joints(of, count || 50),
  halves: (of, count) => halves(of, count || 10),
  people: (of, count, folders) => people(of, count || 30, folders),
  speed,
};

const [what = '', count = '', ...folders] = process.argv.slice(2);
const make = tables[what];
if (!make) throw new Error(`Expected one of ${Object.keys(tables).join(', ')}; got '${what}'.`);
const estimators: PoseEstimator[] = [];
for (const { name } of builtInEstimators) {
  estimators.push(await openPoseEstimator({ pose: name, engine: { name: 'onnxruntime' } }));
}
console.log(await make(estimators, Number(count), folders));
await Promise.all(estimators.map((estimator) => estimator.dispose()));
