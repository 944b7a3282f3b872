import { halfOf, SPLITS, splitsTogether } from './balanced-halves.js';
import type { GroupOfEach, HalfBalls } from './half-balls.js';
import { JACKKNIFE_GROUPS } from './jackknife-groups.js';

/** Bit 0: with all points. Bit s + 1: in the half of split s to which ball or point belongs. */
type Cases = number;

const ALL_POINTS: Cases = 1;

/** Which points lie in which balls, in each case: of pairs of a ball and a point that are told one by one, only counts are kept. */
export class BallMembers {
  readonly balls: HalfBalls;
  private readonly pointGroups: GroupOfEach;
  /** Cases in which a ball holds a point. */
  private readonly ballCases: Int32Array;
  /** Cases in which a point lies in a ball. */
  private readonly pointCases: Int32Array;
  /** [groups x groups] pairs inside with all points, by the groups of ball and point; one number without groups. */
  private readonly pairs: Float64Array;
  /** [SPLITS x 2] further pairs that are inside in a half alone. */
  private readonly halfPairs = new Float64Array(2 * SPLITS);

  /** @param pointGroups - of each point, if the balls have groups */
  constructor(balls: HalfBalls, points: number, pointGroups: GroupOfEach) {
    this.balls = balls;
    this.pointGroups = pointGroups;
    this.ballCases = new Int32Array(balls.inner.length);
    this.pointCases = new Int32Array(points);
    this.pairs = new Float64Array(pointGroups ? JACKKNIFE_GROUPS ** 2 : 1);
  }

  /** The point is inside the ball with all points there, and hence also in a half, where the ball is only larger. */
  addInside(ball: number, point: number): void {
    const { pointGroups, balls } = this;
    if (!pointGroups || !balls.groups) {
      this.pairs[0]!++;
      this.ballCases[ball] = this.pointCases[point] = ALL_POINTS;
      return;
    }
    const [ballGroup, pointGroup] = [balls.groups[ball]!, pointGroups[point]!];
    this.pairs[ballGroup * JACKKNIFE_GROUPS + pointGroup]!++;
    const cases = ALL_POINTS | (splitsTogether(ballGroup, pointGroup) << 1);
    this.ballCases[ball]! |= cases;
    this.pointCases[point]! |= cases;
  }

  /** The point is at this distance, which may be inside, outside, or inside in some halves. */
  addAt(ball: number, point: number, squaredDistance: number): void {
    const { balls, pointGroups } = this;
    const inside = (radius: number) =>
      squaredDistance < radius || (balls.closed && squaredDistance === radius);
    if (inside(balls.inner[ball]!)) {
      this.addInside(ball, point);
      return;
    }
    if (!pointGroups || !balls.groups || !inside(balls.outer[ball]!)) return;
    const shared = splitsTogether(balls.groups[ball]!, pointGroups[point]!);
    for (let split = 0; split < SPLITS; split++) {
      if (((shared >>> split) & 1) === 0 || !inside(balls.within[ball * SPLITS + split]!)) continue;
      this.halfPairs[2 * split + halfOf(split, pointGroups[point]!)]!++;
      this.ballCases[ball]! |= 2 << split;
      this.pointCases[point]! |= 2 << split;
    }
  }

  /** Share of points that lie in a ball. */
  shareOfPoints(): HalvedValue {
    return shares(this.pointCases, this.pointGroups);
  }

  /** Share of balls that hold a point. */
  shareOfBalls(): HalvedValue {
    return shares(this.ballCases, this.balls.groups);
  }

  /** Balls that a point lies in, on average over the points. */
  ballsPerPoint(): HalvedValue {
    const { pairs, halfPairs, pointGroups } = this;
    const all = pairs.reduce((sum, count) => sum + count, 0) / this.pointCases.length;
    if (!pointGroups) return { all, halves: new Float64Array() };
    const sums = Float64Array.from(halfPairs);
    pairs.forEach((count, pair) => {
      const [a, b] = [Math.floor(pair / JACKKNIFE_GROUPS), pair % JACKKNIFE_GROUPS];
      const shared = splitsTogether(a, b);
      for (let split = 0; split < SPLITS; split++) {
        if ((shared >>> split) & 1) sums[2 * split + halfOf(split, b)]! += count;
      }
    });
    const sizes = halfSizes(pointGroups);
    return { all, halves: sums.map((sum, half) => sum / sizes[half]!) };
  }
}

/** A value of all points, and of each half alone: [SPLITS x 2], empty without groups. */
export interface HalvedValue {
  readonly all: number;
  readonly halves: Float64Array;
}

function shares(cases: Int32Array, groups: GroupOfEach): HalvedValue {
  const all = cases.reduce((sum, bits) => sum + (bits & ALL_POINTS), 0) / cases.length;
  if (!groups) return { all, halves: new Float64Array() };
  const members = new Float64Array(2 * SPLITS);
  cases.forEach((bits, i) => {
    for (let split = 0; split < SPLITS; split++) {
      members[2 * split + halfOf(split, groups[i]!)]! += (bits >>> (split + 1)) & 1;
    }
  });
  const sizes = halfSizes(groups);
  return { all, halves: members.map((count, half) => count / sizes[half]!) };
}

/** [SPLITS x 2] points in each half. */
export function halfSizes(groups: Uint8Array): Float64Array {
  const sizes = new Float64Array(2 * SPLITS);
  for (const group of groups) {
    for (let split = 0; split < SPLITS; split++) sizes[2 * split + halfOf(split, group)]!++;
  }
  return sizes;
}
