import type { PictureSize } from '../conditions/condition.js';
import { bodyParts, type BodyPart } from '../config/body-part.js';
import { bodyFrame, type BodyFrame } from './body-frame.js';
import { head, partShapes } from './part-shapes.js';
import { toRegion, type NotSeen, type Region } from './region.js';
import { paintShape, type Point, type Shape } from './shape.js';

/** The joints of one person, 16 in the order of keypointNames, image coordinates; null: not found or not labelled. */
export type Joints = readonly (Point | null)[];

/** Which joints make a part, for the reason why there is none. */
const needs: Readonly<Record<BodyPart, string>> = {
  torso: 'shoulders',
  torsoLong: 'shoulders',
  legs: 'hips, knees or ankles',
  body: 'shoulders',
  feet: 'ankles',
  head: 'shoulders, or upper neck and head top',
  carried: 'wrists or hips',
  neck: 'shoulders',
  waist: 'hips',
};

/**
 * Where an article that covers a part of the body is to be looked for.
 * @returns a reason if the joints that tell are missing, or the part lies beyond the image
 */
export function regionFromPose(part: BodyPart, joints: Joints, size: PictureSize): Region | NotSeen {
  const frame = bodyFrame(joints);
  const shapes = frame ? partShapes(part, frame) : [];
  if (shapes.length === 0)
    return { reason: `the pose lacks the joints that tell where the ${part} is: ${needs[part]}` };
  return paint(shapes, size, `the region of the ${part}`);
}

/** The whole head with hair and face, by which a person is recognised. In torsos: half its width, and half its height without that. */
const HEAD_RADIUS = 0.24;

/** The person's head. A reason if neither its own joints nor the shoulders are there, or it lies beyond the image. */
export function headRegion(joints: Joints, size: PictureSize): Region | NotSeen {
  const frame = bodyFrame(joints);
  const skull = frame && head(frame);
  if (!skull) return { reason: `the pose lacks the joints that tell where the head is: ${needs.head}` };
  return paint(
    [{ points: [skull.centre], radius: HEAD_RADIUS * frame.torso }],
    size,
    'the region of the head',
  );
}

/** How far from the body the background begins, in torsos: hair, wide coats, bags and shadows are nearer. */
const CLEARANCE = 0.3;

/** All that is well away from the person. A reason if the pose does not tell the person's size, or the person fills the image. */
export function backgroundRegion(joints: Joints, size: PictureSize): Region | NotSeen {
  const frame = bodyFrame(joints);
  if (!frame) return { reason: 'the pose lacks the joints that tell how large the person is' };
  const near = new Uint8Array(size.widthPx * size.heightPx);
  for (const { points, radius } of personShapes(frame)) {
    paintShape(near, size, { points, radius: radius + CLEARANCE * frame.torso });
  }
  return toRegion(
    near.map((inside) => 1 - inside),
    size,
    'the background',
  );
}

const personShapes = (frame: BodyFrame): readonly Shape[] =>
  bodyParts.flatMap((part) => partShapes(part, frame));

function paint(shapes: readonly Shape[], size: PictureSize, what: string): Region | NotSeen {
  const mask = new Uint8Array(size.widthPx * size.heightPx);
  for (const shape of shapes) paintShape(mask, size, shape);
  return toRegion(mask, size, what);
}
