import { keypointNames, type KeypointName } from '../conditions/pose.js';
import type { Point } from './shape.js';

/** A person's proportions in a picture: what is known from the joints, and what follows for those that are missing. */
export interface BodyFrame {
  readonly at: (name: KeypointName) => Point | undefined;
  /** px from the middle of the shoulders to that of the hips, for a torso that is upright and not foreshortened. */
  readonly torso: number;
  /** Of unit length, from the hips to the shoulders. */
  readonly up: Point;
  readonly shoulders: Point | undefined;
  readonly hips: Point | undefined;
}

/** Lengths in units of the torso, shoulder line to hip line. @source Drillis & Contini's segment lengths, as shares of the height */
const SHOULDER_WIDTH = 0.8;
const THIGH = 0.85;
const SHIN = 0.85;

/**
 * @param keypoints - 16 in the order of keypointNames, image coordinates; null: not found or not labelled
 * @returns undefined if no two joints are there that would tell the person's size
 */
export function bodyFrame(keypoints: readonly (Point | null)[]): BodyFrame | undefined {
  const at = (name: KeypointName): Point | undefined => keypoints[keypointNames.indexOf(name)] ?? undefined;
  const length = (from: KeypointName, to: KeypointName): number => {
    const [a, b] = [at(from), at(to)];
    return a && b ? distance(a, b) : 0;
  };
  const shoulders = at('thorax') ?? middle(at('r_shoulder'), at('l_shoulder'));
  const hips = at('pelvis') ?? middle(at('r_hip'), at('l_hip'));
  // The longest, because a bone that points to the camera looks short.
  const trunk = Math.max(
    shoulders && hips ? distance(shoulders, hips) : 0,
    length('r_shoulder', 'l_shoulder') / SHOULDER_WIDTH,
  );
  const limbs = Math.max(
    ...(['r', 'l'] as const).map((side) =>
      Math.max(length(`${side}_hip`, `${side}_knee`) / THIGH, length(`${side}_knee`, `${side}_ankle`) / SHIN),
    ),
  );
  const torso = trunk > 0 ? trunk : limbs;
  if (!(torso > 0)) return undefined;
  const up = shoulders && hips ? direction(hips, shoulders) : { x: 0, y: -1 };
  return { at, torso, up, shoulders, hips };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** A point moved by `steps` along a direction. */
export function moved({ x, y }: Point, along: Point, steps: number): Point {
  return { x: x + along.x * steps, y: y + along.y * steps };
}

/** Of unit length; straight up if the two are one. */
export function direction(from: Point, to: Point): Point {
  const length = distance(from, to);
  return length > 0 ? { x: (to.x - from.x) / length, y: (to.y - from.y) / length } : { x: 0, y: -1 };
}

export function middle(a: Point | undefined, b: Point | undefined): Point | undefined {
  return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : undefined;
}
