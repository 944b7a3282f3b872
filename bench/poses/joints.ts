import { keypointNames } from '../../src/conditions/pose.js';
import type { PoseEstimator } from '../../src/pose/pose-estimator.js';
import { nearTorso } from './near-torso.js';
import { posedMannequin } from './pictures.js';
import { table } from './table.js';

const HEIGHT_PX = 512;

/** PCK at 0.2 of the torso on mannequins, visible joints, as a row an estimator. */
export async function joints(estimators: readonly PoseEstimator[], count: number): Promise<string> {
  const rows: string[][] = [];
  for (const estimator of estimators) {
    const { identity, supported } = estimator;
    const tally = new Map(supported.map((name) => [name, { right: 0, all: 0 }]));
    let nobody = 0;
    for (let seed = 0; seed < count; seed++) {
      const { image, joints: wanted } = await posedMannequin(seed, HEIGHT_PX);
      const [person] = await estimator.estimate(image);
      if (!person) nobody++;
      const isNear = nearTorso(wanted);
      keypointNames.forEach((name, j) => {
        const of = tally.get(name);
        const joint = wanted[j];
        if (!of || !joint?.visible) return;
        of.all++;
        const found = person?.keypoints[j];
        if (found && isNear(found, joint)) of.right++;
      });
    }
    const [right, all] = [...tally.values()].reduce(([r, a], of) => [r + of.right, a + of.all], [0, 0]);
    const share = (name: (typeof keypointNames)[number]) => {
      const of = tally.get(name);
      return of ? (of.right / of.all).toFixed(2) : '-';
    };
    rows.push([identity.name, String(nobody), (right / all).toFixed(3), ...keypointNames.map(share)]);
  }
  return table(['', 'nobody', 'all', ...keypointNames], rows);
}
