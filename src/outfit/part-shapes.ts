import type { BodyPart } from '../config/body-part.js';
import type { KeypointName } from '../conditions/pose.js';
import { direction, middle, moved, type BodyFrame } from './body-frame.js';
import type { Point, Shape } from './shape.js';

const sides = ['r', 'l'] as const;

type Side = (typeof sides)[number];

/**
 * Where the articles of a part of the body are looked for. All widths are in torsos, and were chosen for the best overlap with the exact
 * maps of the mannequins (docs/decisions.md). Joints that are missing leave out what hangs on them; the hips alone are guessed, a torso
 * below the shoulders, so that a half-length portrait has a torso.
 * @returns empty if none of the joints it needs is there
 */
export function partShapes(part: BodyPart, frame: BodyFrame): readonly Shape[] {
  return builders[part](frame);
}

/** What each part is made of. */
const builders: Readonly<Record<BodyPart, (frame: BodyFrame) => readonly Shape[]>> = {
  torso: (frame) => [...trunk(frame), ...upperArms(frame, 0.09)],
  torsoLong: (frame) => [
    ...trunk(frame),
    ...upperArms(frame, 0.1),
    ...lowerArms(frame),
    ...skirt(frame, 0.75),
  ],
  legs: (frame) => [...seat(frame), ...skirt(frame, 1), ...thighs(frame), ...shins(frame)],
  body: (frame) => [...trunk(frame), ...skirt(frame, 1.45)],
  feet: (frame) => sides.flatMap((side) => foot(frame, side)),
  head: (frame) => cap(frame),
  carried: (frame) => [...hands(frame), ...hipSides(frame)],
  neck: (frame) => throat(frame),
  waist: (frame) => belt(frame),
};

/** A shape of those joints that are there, if any is. */
function shape(frame: BodyFrame, radius: number, points: readonly (Point | undefined)[]): readonly Shape[] {
  const there = points.filter((point) => point !== undefined);
  return there.length === 0 ? [] : [{ points: there, radius: radius * frame.torso }];
}

/** A bone, if both of its ends are there. */
function bone(
  { at, torso }: BodyFrame,
  from: KeypointName,
  to: KeypointName,
  radius: number,
): readonly Shape[] {
  const [a, b] = [at(from), at(to)];
  return a && b ? [{ points: [a, b], radius: radius * torso }] : [];
}

const shoulderPoints = ({ at, shoulders }: BodyFrame) => [at('r_shoulder'), at('l_shoulder'), shoulders];

function hipPoints({ at, hips, shoulders, up, torso }: BodyFrame): readonly (Point | undefined)[] {
  return hips ? [at('r_hip'), at('l_hip'), hips] : [shoulders && moved(shoulders, up, -torso)];
}

function trunk(frame: BodyFrame): readonly Shape[] {
  if (!frame.shoulders) return [];
  return shape(frame, 0.09, [...shoulderPoints(frame), ...hipPoints(frame)]);
}

const upperArms = (frame: BodyFrame, radius: number) =>
  sides.flatMap((side) => bone(frame, `${side}_shoulder`, `${side}_elbow`, radius));

const lowerArms = (frame: BodyFrame) =>
  sides.flatMap((side) => bone(frame, `${side}_elbow`, `${side}_wrist`, 0.09));

const thighs = (frame: BodyFrame) =>
  sides.flatMap((side) => bone(frame, `${side}_hip`, `${side}_knee`, 0.14));

const shins = (frame: BodyFrame) =>
  sides.flatMap((side) => bone(frame, `${side}_knee`, `${side}_ankle`, 0.11));

const seat = (frame: BodyFrame) =>
  frame.hips
    ? shape(frame, 0.15, [
        frame.at('r_hip'),
        frame.at('l_hip'),
        moved(frame.hips, frame.up, 0.12 * frame.torso),
      ])
    : [];

/** What hangs from the hips along the thighs, which are shorter where they point to the camera. @param length - in thighs */
function skirt(frame: BodyFrame, length: number): readonly Shape[] {
  const { at, hips } = frame;
  if (!hips) return [];
  const hem = sides.map((side): Point | undefined => {
    const [hip, knee] = [at(`${side}_hip`), at(`${side}_knee`)];
    return hip && knee && { x: hip.x + (knee.x - hip.x) * length, y: hip.y + (knee.y - hip.y) * length };
  });
  return hem.some(Boolean) ? shape(frame, 0.12, [...hipPoints(frame), ...hem]) : [];
}

/** The shoe goes on from the shin, and forward, which may be to either side. */
function foot(frame: BodyFrame, side: Side): readonly Shape[] {
  const { at, torso, up } = frame;
  const [ankle, knee] = [at(`${side}_ankle`), at(`${side}_knee`)];
  if (!ankle) return [];
  const down = knee ? direction(knee, ankle) : { x: -up.x, y: -up.y };
  return shape(frame, 0.11, [ankle, moved(ankle, down, 0.13 * torso)]);
}

/** The upper half of the head, and what stands above it. */
function cap(frame: BodyFrame): readonly Shape[] {
  const skull = head(frame);
  if (!skull) return [];
  return shape(frame, 0.19, [
    moved(skull.centre, skull.up, 0.12 * frame.torso),
    moved(skull.centre, skull.up, 0.18 * frame.torso),
  ]);
}

/** Where a head is, by its own joints, or above the shoulders. */
export function head({
  at,
  shoulders,
  up,
  torso,
}: BodyFrame): { readonly centre: Point; readonly up: Point } | undefined {
  const [neck, top] = [at('upper_neck'), at('head_top')];
  if (neck && top) return { centre: middle(neck, top)!, up: direction(neck, top) };
  return shoulders && { centre: moved(shoulders, up, 0.4 * torso), up };
}

function hands(frame: BodyFrame): readonly Shape[] {
  return sides.flatMap((side) => {
    const [elbow, wrist] = [frame.at(`${side}_elbow`), frame.at(`${side}_wrist`)];
    if (!wrist) return [];
    const along = elbow ? direction(elbow, wrist) : { x: 0, y: 0 };
    return shape(frame, 0.18, [
      moved(wrist, along, 0.15 * frame.torso),
      moved(wrist, { x: 0, y: 1 }, 0.4 * frame.torso),
    ]);
  });
}

function hipSides(frame: BodyFrame): readonly Shape[] {
  const { at, hips, torso } = frame;
  return sides.flatMap((side) => {
    const hip = at(`${side}_hip`);
    return hip && hips ? shape(frame, 0.18, [hip, moved(hip, direction(hips, hip), 0.15 * torso)]) : [];
  });
}

function throat(frame: BodyFrame): readonly Shape[] {
  const { shoulders, up, torso } = frame;
  return shoulders
    ? shape(frame, 0.14, [moved(shoulders, up, 0.12 * torso), moved(shoulders, up, -0.25 * torso)])
    : [];
}

function belt(frame: BodyFrame): readonly Shape[] {
  const { up, torso } = frame;
  return frame.hips
    ? shape(
        frame,
        0.1,
        hipPoints(frame).map((point) => point && moved(point, up, 0.12 * torso)),
      )
    : [];
}
