import type { JackknifeBalls } from './jackknife-balls.js';
import type { Groups } from './nearest-without.js';

/** Set bits are cases: bit 0 with all points, bit g + 1 without group g. */
export type Cases = number;

const ALL_POINTS: Cases = 1;

/** Which points lie in which balls, in each case: of pairs of a ball and a point that are told one by one, only counts are kept. */
export class BallMembers {
  readonly balls: JackknifeBalls;
  private readonly pointGroups: Groups;
  /** Cases in which a ball holds a point. */
  private readonly ballCases: Int32Array;
  /** Cases in which a point lies in a ball. */
  private readonly pointCases: Int32Array;
  /** Pairs of a ball and a point in it: [with all, without each group]. */
  private readonly pairs: Float64Array;
  /** Pairs inside with all points, of which ball or point is in the group. */
  private readonly leaving: Float64Array;

  constructor(balls: JackknifeBalls, pointGroups: Groups) {
    const { count } = pointGroups;
    this.balls = balls;
    this.pointGroups = pointGroups;
    this.ballCases = new Int32Array(balls.inner.length);
    this.pointCases = new Int32Array(pointGroups.of.length);
    this.pairs = new Float64Array(count + 1);
    this.leaving = new Float64Array(count);
  }

  /** The point is inside the ball with all points there, and hence also without any group, which only makes the ball larger. */
  addInside(ball: number, point: number): void {
    const { leaving, pointGroups } = this;
    this.pairs[0]!++;
    if (pointGroups.count === 0) {
      this.ballCases[ball] = this.pointCases[point] = ALL_POINTS;
      return;
    }
    const ballGroup = this.balls.groups.of[ball]!;
    const pointGroup = pointGroups.of[point]!;
    leaving[ballGroup]!++;
    if (pointGroup !== ballGroup) leaving[pointGroup]!++;
    const cases = ~((2 << ballGroup) | (2 << pointGroup));
    this.ballCases[ball]! |= cases;
    this.pointCases[point]! |= cases;
  }

  /** The point is at this distance, which may be inside, outside, or inside without some groups. */
  addAt(ball: number, point: number, squaredDistance: number): void {
    const { balls, pointGroups } = this;
    const inside = (radius: number) =>
      squaredDistance < radius || (balls.closed && squaredDistance === radius);
    if (inside(balls.inner[ball]!)) {
      this.addInside(ball, point);
      return;
    }
    if (!inside(balls.outer[ball]!)) return;
    const { count } = pointGroups;
    for (let group = 0; group < count; group++) {
      if (group === balls.groups.of[ball] || group === pointGroups.of[point]) continue;
      if (!inside(balls.without[ball * count + group]!)) continue;
      this.pairs[group + 1]!++;
      this.ballCases[ball]! |= 2 << group;
      this.pointCases[point]! |= 2 << group;
    }
  }

  /** Share of points that lie in a ball: [with all, without each group]. */
  shareOfPoints(): Float64Array {
    return shares(this.pointCases, this.pointGroups);
  }

  /** Share of balls that hold a point: [with all, without each group]. */
  shareOfBalls(): Float64Array {
    return shares(this.ballCases, this.balls.groups);
  }

  /** Balls that a point lies in, on average over the points: [with all, without each group]. */
  ballsPerPoint(): Float64Array {
    const { pairs, leaving } = this;
    const sizes = sizesWithout(this.pointGroups);
    return sizes.map((size, i) => (i === 0 ? pairs[0]! : pairs[i]! + pairs[0]! - leaving[i - 1]!) / size);
  }
}

function shares(cases: Int32Array, groups: Groups): Float64Array {
  return sizesWithout(groups).map((size, i) => {
    let members = 0;
    for (const bits of cases) members += (bits >>> i) & 1;
    return members / size;
  });
}

/** Points there are: [all, without each group]. */
function sizesWithout({ of, count }: Groups): Float64Array {
  const sizes = new Float64Array(count + 1).fill(of.length);
  if (count > 0) for (const group of of) sizes[group + 1]!--;
  return sizes;
}
