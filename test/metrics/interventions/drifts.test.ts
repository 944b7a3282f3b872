import { describe, expect, it } from 'vitest';
import { keypointNames, type KeypointName } from '../../../src/conditions/pose.js';
import { ciede2000 } from '../../../src/math/ciede2000.js';
import { embeddingDrift, paletteDrift } from '../../../src/metrics/interventions/appearance-drift.js';
import { backgroundChanged, backgroundDrift } from '../../../src/metrics/interventions/background-drift.js';
import { bodyDrift } from '../../../src/metrics/interventions/body-drift.js';
import { poseDrift } from '../../../src/metrics/interventions/pose-drift.js';
import { strangers } from '../../../src/metrics/interventions/strangers.js';
import type { PredictedPose } from '../../../src/metrics/pose/pose-sample.js';
import { appearance, drawnEdits, wallOf } from './drawn-edits.js';

type Places = Partial<Record<KeypointName, readonly [number, number]>>;

/** Arms and legs of length 50, torso of 100, shoulders of 60, hips of 40; hips' diagonal sqrt(50² + 100²). */
const person: Places = {
  ...{ r_shoulder: [70, 100], r_elbow: [70, 150], r_wrist: [70, 200] },
  ...{ l_shoulder: [130, 100], l_elbow: [130, 150], l_wrist: [130, 200] },
  ...{ r_hip: [80, 200], r_knee: [80, 250], r_ankle: [80, 300] },
  ...{ l_hip: [120, 200], l_knee: [120, 250], l_ankle: [120, 300] },
};
const found = (places: Places): PredictedPose => ({
  score: 1,
  keypoints: keypointNames.map((name) => {
    const place = places[name];
    return place ? { x: place[0], y: place[1] } : null;
  }),
});
const reasonOf = (value: number | object) =>
  typeof value === 'object' && 'reason' in value ? value.reason : undefined;
const moved = (change: (x: number, y: number) => readonly [number, number]): Places =>
  Object.fromEntries(Object.entries(person).map(([name, [x, y]]) => [name, change(x, y)]));

describe('bodyDrift', () => {
  it('is 0 for the same body nearer, farther, turned upside down or moved', () => {
    for (const other of [
      moved((x, y) => [2 * x + 7, 2 * y - 3]),
      moved((x, y) => [y, x]),
      moved((x, y) => [-0.4 * x, 0.4 * y]),
    ]) {
      expect(bodyDrift(found(person), found(other))).toBeCloseTo(0, 12);
    }
  });

  it('is the mean of the log ratios, of six lengths', () => {
    const longArms: Places = {
      r_elbow: [70, 160],
      l_elbow: [130, 160],
      r_wrist: [70, 210],
      l_wrist: [130, 210],
    };
    expect(bodyDrift(found(person), found({ ...person, ...longArms }))).toBeCloseTo(Math.log(1.2) / 6, 12);
    const slim: Places = {
      r_shoulder: [85, 100],
      r_elbow: [85, 150],
      r_wrist: [85, 200],
      r_hip: [95, 200],
      r_knee: [95, 250],
      r_ankle: [95, 300],
    };
    expect(bodyDrift(found(person), found({ ...person, ...slim }))).toBeCloseTo(Math.log(60 / 45) / 6, 12);
  });

  it('does not see one foreshortened arm, as the other one is as long as before', () => {
    const pointing: Places = { l_elbow: [130, 110], l_wrist: [130, 118] };
    expect(bodyDrift(found(person), found({ ...person, ...pointing }))).toBeCloseTo(0, 12);
  });

  it('is not defined without a person, or with fewer than three lengths', () => {
    expect(bodyDrift(null, found(person))).toEqual({ reason: 'nobody was found in the base image' });
    expect(bodyDrift(found(person), null)).toEqual({ reason: 'nobody was found in the edited image' });
    const { r_shoulder, r_elbow, r_wrist, r_hip } = person as Required<Places>;
    expect(reasonOf(bodyDrift(found(person), found({ r_shoulder, r_elbow, r_wrist })))).toMatch(
      /fewer than 3/,
    );
    expect(bodyDrift(found(person), found({ r_shoulder, r_elbow, r_wrist, r_hip }))).toBe(0);
  });
});

describe('poseDrift', () => {
  const torso = Math.hypot(50, 100);

  it('is the mean distance in torsos, of joints that are in both', () => {
    expect(poseDrift(found(person), found(moved((x, y) => [x + 30, y + 40])))).toBeCloseTo(50 / torso, 12);
    const { r_wrist, ...others } = moved((x, y) => [x + 30, y + 40]);
    expect(r_wrist).toBeDefined();
    expect(poseDrift(found(person), found(others))).toBeCloseTo(50 / torso, 12);
    expect(poseDrift(found(person), found({ ...person, r_wrist: [70 + 12, 200] }))).toBeCloseTo(
      1 / torso,
      12,
    );
  });

  it('is not defined without a person, a torso or a common joint', () => {
    expect(poseDrift(found(person), null)).toEqual({ reason: 'nobody was found in the edited image' });
    const { r_hip, l_hip, ...others } = person;
    expect(reasonOf(poseDrift(found(others), found(person)))).toMatch(/no scale/);
    expect(reasonOf(poseDrift(found({ ...others, r_hip: r_hip! }), found({ l_hip: l_hip! })))).toMatch(
      /no joint/,
    );
  });
});

describe('background', () => {
  it('differs by CIEDE2000 of its cells', () => {
    expect(backgroundDrift(wallOf(40), wallOf(52))).toBeCloseTo(ciede2000([40, 0, 0], [52, 0, 0]), 5);
    expect(backgroundChanged(wallOf(40), wallOf(52))).toBe(1);
    expect(backgroundChanged(wallOf(40), wallOf(42))).toBe(0);
    expect(backgroundDrift(wallOf(40), wallOf(40))).toBe(0);
  });

  it('is what lies outside of both persons', () => {
    const [before, after] = [wallOf(40), wallOf(40)];
    // A quarter of the columns that are background in `before` only; what stands there now is the person.
    const person_ = after.background.map((inside, cell) => (cell % 8 === 0 ? 0 : inside));
    const lab = after.lab.map((value, i) => (Math.floor(i / 3) % 8 === 0 && i % 3 === 0 ? 90 : value));
    expect(backgroundDrift(before, { ...after, lab, background: person_ })).toBe(0);
    const half = after.lab.map((value, i) => (Math.floor(i / 3) < 24 && i % 3 === 0 ? 80 : value));
    expect(backgroundChanged(before, { ...after, lab: half })).toBe(0.5);
  });

  it('is not defined where there is hardly any, or shapes differ', () => {
    const scene = wallOf(40);
    const none = { ...scene, background: scene.background.map((_, i) => (i < 15 ? 1 : 0)) };
    expect(reasonOf(backgroundDrift(scene, none))).toMatch(/hardly any background/);
    expect(reasonOf(backgroundDrift(scene, { ...scene, columns: 6, rows: 8 }))).toMatch(/different shapes/);
    expect(backgroundDrift(scene, { reason: 'nobody was found' })).toEqual({ reason: 'nobody was found' });
  });
});

describe('appearances', () => {
  const at = (degrees: number) =>
    appearance([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)], [50, degrees, 0]);

  it('drift by 1 - cosine', () => {
    expect(embeddingDrift(at(10), at(70))).toBeCloseTo(0.5, 6);
    expect(embeddingDrift(at(10), at(10))).toBeCloseTo(0, 6);
  });

  it('drift by the distance of their palettes', () => {
    expect(paletteDrift(at(10), at(30))).toBeCloseTo(ciede2000([50, 10, 0], [50, 30, 0]), 9);
    expect(paletteDrift({ reason: 'hidden' }, at(30))).toEqual({ reason: 'hidden' });
  });
});

describe('strangers', () => {
  const edits = (conditions: number, seeds: number) =>
    drawnEdits({ conditions, seeds, edit: (own) => own, changed: {} }).edits;

  it('are of other conditions, each with another one in every round', () => {
    const all = edits(10, 2);
    const pairs = strangers(all, { seed: 3 });
    if (!Array.isArray(pairs)) throw new Error('none');
    expect(pairs).toHaveLength(8 * 20);
    for (const { edit, other } of pairs) expect(other.condition).not.toBe(edit.condition);
    for (const edit of all) {
      const others = pairs.filter((pair) => pair.edit === edit).map(({ other }) => other.condition);
      expect(new Set(others).size).toBe(8);
    }
    expect(strangers(all, { seed: 3 })).toEqual(pairs);
    expect(strangers(all, { seed: 4 })).not.toEqual(pairs);
  });

  it('are of other noise where there are any', () => {
    const pairs = strangers(edits(6, 3), { seed: 0 });
    if (!Array.isArray(pairs)) throw new Error('none');
    for (const { edit, other } of pairs) expect(other.noise).not.toBe(edit.noise);
    expect(strangers(edits(6, 1), { seed: 0 })).toHaveLength(6 * 5);
  });

  it('are not there if all is of one condition', () => {
    expect(reasonOf(strangers(edits(1, 4), { seed: 0 }))).toMatch(/one base condition/);
  });
});
