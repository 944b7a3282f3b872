import { keypointNames, type KeypointName } from '../../src/conditions/pose.js';
import type { PoseEstimator } from '../../src/pose/pose-estimator.js';
import { nearTorso } from './near-torso.js';
import { cropPosed, posedMannequin, type Posed } from './pictures.js';
import { table } from './table.js';

const HEIGHT_PX = 512;
const FIRST_SEED = 100;

const at = ({ joints }: Posed, name: KeypointName) => joints[keypointNames.indexOf(name)]!;
/** Between thorax and pelvis, from 0 to 1. */
const along = (posed: Posed, part: number) =>
  at(posed, 'thorax').y + part * (at(posed, 'pelvis').y - at(posed, 'thorax').y);

const crops: readonly (readonly [name: string, crop: (posed: Posed) => Posed])[] = [
  ['whole', (posed) => posed],
  ['down to the knees', (posed) => cropPosed(posed, { bottom: at(posed, 'r_knee').y })],
  ['down to the hips', (posed) => cropPosed(posed, { bottom: along(posed, 1) })],
  ['down to the waist', (posed) => cropPosed(posed, { bottom: along(posed, 0.6) })],
  ['down to the chest', (posed) => cropPosed(posed, { bottom: along(posed, 0.3) })],
  ['the head alone', (posed) => cropPosed(posed, { bottom: at(posed, 'upper_neck').y })],
  ['from the chest down', (posed) => cropPosed(posed, { top: along(posed, 0.3) })],
  ['from the waist down', (posed) => cropPosed(posed, { top: along(posed, 0.6) })],
  ['from the hips down', (posed) => cropPosed(posed, { top: along(posed, 1) })],
  ['from the knees down', (posed) => cropPosed(posed, { top: at(posed, 'r_knee').y })],
  ['left half of the body', (posed) => cropPosed(posed, { left: at(posed, 'thorax').x })],
  ['right half of the body', (posed) => cropPosed(posed, { right: at(posed, 'thorax').x })],
];

/** What is found of people of whom the image shows a part: of the joints in it, and of those that are not. */
export async function halves(estimators: readonly PoseEstimator[], count: number): Promise<string> {
  const rows: string[][] = [];
  for (const estimator of estimators) {
    const { identity, supported } = estimator;
    for (const [name, crop] of crops) {
      const seen = { people: 0, right: 0, inside: 0, far: 0, outside: 0, several: 0 };
      for (let i = 0; i < count; i++) {
        const { image, joints } = crop(await posedMannequin(FIRST_SEED + i, HEIGHT_PX));
        const people = await estimator.estimate(image);
        const [person] = people;
        if (people.length > 1) seen.several++;
        if (!person) continue;
        seen.people++;
        const isInside = ({ x, y }: { x: number; y: number }) =>
          x >= 0 && y >= 0 && x <= image.widthPx && y <= image.heightPx;
        const isNear = nearTorso(joints);
        keypointNames.forEach((joint, j) => {
          const [wanted, found] = [joints[j], person.keypoints[j]];
          if (!wanted || !supported.includes(joint)) return;
          const near = found ? isNear(found, wanted) : false;
          if (!isInside(wanted)) {
            seen.outside++;
            if (found && isInside(found) && !near) seen.far++;
          } else if (wanted.visible) {
            seen.inside++;
            if (near) seen.right++;
          }
        });
      }
      rows.push([
        identity.name,
        name,
        `${seen.people} of ${count}`,
        seen.inside > 0 ? (seen.right / seen.inside).toFixed(2) : '-',
        `${seen.far} of ${seen.outside}`,
        String(seen.several),
      ]);
    }
  }
  return table(['', 'shown', 'found', 'PCK of joints shown', 'others, put elsewhere', 'two seen'], rows);
}
