import { describe, expect, it } from 'vitest';
import { PARSING_LABELS } from '../../fixtures/mannequins/parsing-labels.js';
import { bodyParts } from '../../src/config/body-part.js';
import { keypointNames, type KeypointName } from '../../src/conditions/pose.js';
import { backgroundRegion, headRegion, regionFromPose } from '../../src/outfit/region-from-pose.js';
import type { NotSeen, Region } from '../../src/outfit/region.js';
import { slotBody } from '../../src/outfit/slot-body.js';
import { mannequinPicture } from './mannequin-picture.js';

const size = { widthPx: 120, heightPx: 160 };
/** A person who stands upright, arms down, shoulders at 40, hips at 80. */
const standing: Readonly<Record<KeypointName, readonly [x: number, y: number]>> = {
  r_ankle: [52, 146],
  r_knee: [52, 114],
  r_hip: [53, 80],
  l_hip: [67, 80],
  l_knee: [68, 114],
  l_ankle: [68, 146],
  pelvis: [60, 80],
  thorax: [60, 40],
  upper_neck: [60, 34],
  head_top: [60, 14],
  r_wrist: [42, 82],
  r_elbow: [44, 62],
  r_shoulder: [46, 40],
  l_shoulder: [74, 40],
  l_elbow: [76, 62],
  l_wrist: [78, 82],
};
const joints = (without: readonly KeypointName[] = [], scale = 1, dx = 0) =>
  keypointNames.map((name) => {
    const [x, y] = standing[name];
    return without.includes(name) ? null : { x: x * scale + dx, y: y * scale };
  });

function seen(region: Region | NotSeen): Region {
  if ('reason' in region) throw new Error(region.reason);
  return region;
}
const has = ({ mask, widthPx }: Region, x: number, y: number): boolean => mask[y * widthPx + x] === 1;
const count = ({ mask }: Region): number => mask.reduce((sum, inside) => sum + inside, 0);

describe('regionFromPose', () => {
  it('covers the joints that belong to a part, and not those of others', () => {
    const at = (part: Parameters<typeof regionFromPose>[0], x: number, y: number) =>
      has(seen(regionFromPose(part, joints(), size)), x, y);
    expect([at('torso', 60, 60), at('torso', 44, 60), at('torso', 52, 130), at('torso', 60, 20)]).toEqual([true, true, false, false]); // prettier-ignore
    expect([at('torsoLong', 42, 80), at('torso', 42, 80)]).toEqual([true, false]);
    expect([at('legs', 52, 130), at('legs', 60, 50), at('legs', 60, 100)]).toEqual([true, false, true]);
    expect([at('feet', 52, 149), at('feet', 52, 114)]).toEqual([true, false]);
    expect([at('head', 60, 14), at('head', 60, 40)]).toEqual([true, false]);
    expect([at('carried', 42, 88), at('carried', 60, 50)]).toEqual([true, false]);
    expect([at('body', 60, 60), at('body', 60, 110), at('body', 52, 145)]).toEqual([true, true, false]);
    expect([at('neck', 60, 36), at('waist', 60, 76)]).toEqual([true, true]);
  });

  it('grows with the person, and moves with it', () => {
    for (const part of bodyParts) {
      const small = seen(regionFromPose(part, joints(), size));
      const large = seen(regionFromPose(part, joints([], 2), { widthPx: 240, heightPx: 320 }));
      expect(Math.abs(count(large) / count(small) / 4 - 1), part).toBeLessThan(0.06);
      const moved = seen(regionFromPose(part, joints([], 1, 10), { widthPx: 140, heightPx: 160 }));
      expect(moved.box, part).toEqual({ ...small.box, x: small.box.x + 10 });
      expect(count(moved), part).toBe(count(small));
    }
  });

  it('does without joints that it can do without', () => {
    const rest: KeypointName[] = ['upper_neck', 'head_top'];
    const head = seen(regionFromPose('head', joints(rest), size));
    expect(has(head, 60, 16)).toBe(true);
    const half: KeypointName[] = ['r_hip', 'l_hip', 'pelvis', 'r_knee', 'l_knee', 'r_ankle', 'l_ankle'];
    const torso = seen(regionFromPose('torso', joints(half), size));
    expect([has(torso, 60, 60), has(torso, 60, 150)]).toEqual([true, false]);
    const oneLeg = seen(regionFromPose('feet', joints(['r_ankle']), size));
    expect([has(oneLeg, 68, 149), has(oneLeg, 52, 149)]).toEqual([true, false]);
  });

  it('says which joints it lacks, or that the part is not in the image', () => {
    expect(regionFromPose('feet', joints(['r_ankle', 'l_ankle']), size)).toEqual({
      reason: 'the pose lacks the joints that tell where the feet is: ankles',
    });
    const nobody = keypointNames.map(() => null);
    for (const part of bodyParts) expect(regionFromPose(part, nobody, size)).toHaveProperty('reason');
    expect(headRegion(nobody, size)).toHaveProperty('reason');
    expect(backgroundRegion(nobody, size)).toHaveProperty('reason');
    expect(regionFromPose('legs', joints([], 1, 500), size)).toEqual({
      reason: 'the region of the legs has fewer than 16 pixels in the image',
    });
    expect(backgroundRegion(joints([], 20, -1000), size)).toHaveProperty('reason');
  });

  it('finds the clothes of mannequins', async () => {
    // Half of the means of 200 of them: of a few, no slot is far below.
    const least = { top: 0.2, outerwear: 0.3, bottom: 0.3, shoes: 0.2, headwear: 0.25 } as const;
    const overlaps = new Map<string, number[]>();
    for (const seed of [5000, 5003, 5006, 5008, 5012, 5022]) {
      const { figure, image, parsing, joints: found } = await mannequinPicture(seed, 160);
      for (const slot of ['top', 'outerwear', 'bottom', 'shoes', 'headwear'] as const) {
        if (!figure.outfit[slot]) continue;
        const { mask } = seen(regionFromPose(slotBody(slot), found, image));
        let [both, either] = [0, 0];
        parsing.labels.forEach((label, i) => {
          const worn = label === PARSING_LABELS[slot];
          if (worn && mask[i] === 1) both++;
          if (worn || mask[i] === 1) either++;
        });
        overlaps.set(slot, [...(overlaps.get(slot) ?? []), both / either]);
      }
      const background = seen(backgroundRegion(found, image));
      expect(count(background)).toBeGreaterThan(0.25 * parsing.labels.length);
      const person = parsing.labels.filter((label, i) => label !== PARSING_LABELS.background && background.mask[i] === 1); // prettier-ignore
      expect(person.length).toBeLessThan(0.002 * parsing.labels.length);
      const head = seen(headRegion(found, image));
      const ofHead = parsing.labels.filter((label, i) => head.mask[i] === 1 && [1, 2, 16].includes(label));
      expect(ofHead.length / count(head)).toBeGreaterThan(0.6);
    }
    for (const [slot, share] of Object.entries(least)) {
      const found = overlaps.get(slot) ?? [];
      expect(found.length, slot).toBeGreaterThan(0);
      expect(found.reduce((sum, value) => sum + value, 0) / found.length, slot).toBeGreaterThan(share);
    }
  });
});
