import { describe, expect, it } from 'vitest';
import type { JointName } from '../../src/pose/joint-names.js';
import { personRegion } from '../../src/pose/person-region.js';
import { personScore } from '../../src/pose/person-score.js';

const input = { widthPx: 256, heightPx: 256 };
const joints = (...list: readonly (readonly [JointName, number, number, number?])[]) =>
  new Map(list.map(([name, x, y, score = 0.9]) => [name, { x, y, score }]));

const torso = [
  ['l_shoulder', 120, 100],
  ['r_shoulder', 80, 100],
  ['l_hip', 110, 200],
  ['r_hip', 90, 200],
] as const;

describe('personRegion', () => {
  it('reaches 1.9 times as far as the torso from the middle of the hips', () => {
    expect(personRegion(joints(...torso), input, 0.2)).toEqual({
      x: 100 - 190,
      y: 200 - 190,
      width: 380,
      height: 380,
    });
  });

  it('reaches 1.2 times as far as the farthest joint that is seen', () => {
    const far = personRegion(joints(...torso, ['l_ankle', 100, 400]), input, 0.2);
    expect(far).toEqual({ x: 100 - 240, y: 200 - 240, width: 480, height: 480 });
    expect(personRegion(joints(...torso, ['l_ankle', 100, 400, 0.1]), input, 0.2)?.width).toBe(380);
  });

  it('is not known without a hip, without a shoulder, or where all lie on one point', () => {
    const faint = (name: RegExp) =>
      joints(...torso.map(([n, x, y]) => [n, x, y, name.test(n) ? 0.1 : 0.9] as const));
    expect(personRegion(faint(/hip/), input, 0.2)).toBeUndefined();
    expect(personRegion(faint(/shoulder/), input, 0.2)).toBeUndefined();
    expect(personRegion(faint(/l_/), input, 0.2)).toBeDefined();
    expect(personRegion(joints(...torso.map(([name]) => [name, 5, 5] as const)), input, 0.2)).toBeUndefined();
  });
});

describe('personScore', () => {
  it('is the mean of the better half', () => {
    const scored = (...scores: number[]) =>
      new Map(
        scores.map((score, i) => [
          (['nose', 'l_eye', 'r_eye', 'l_hip', 'r_hip'] as const)[i]!,
          { x: 0, y: 0, score },
        ]),
      );
    expect(personScore(scored(0.1, 0.9, 0.2, 0.7))).toBeCloseTo(0.8, 12);
    expect(personScore(scored(0.1, 0.9, 0.2, 0.7, 0.5))).toBeCloseTo(0.7, 12);
  });
});
