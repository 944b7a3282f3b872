/**
 * For each of some points its nearest others, nearest first; among equally near ones the first offered. Besides what is known exactly,
 * upper bounds are kept of what has been seen but not yet offered.
 */
export class NearestLists {
  readonly points: number;
  /** Neighbours that a list holds. */
  readonly length: number;
  /** [points x length] squared distances, ascending; Infinity where there are not so many others. */
  readonly squaredDistances: Float64Array;
  /** [points x length] which others these are. */
  readonly indices: Int32Array;
  private readonly uppers: Float64Array;

  constructor(points: number, length: number) {
    this.points = points;
    this.length = length;
    this.squaredDistances = new Float64Array(points * length).fill(Infinity);
    this.indices = new Int32Array(points * length).fill(-1);
    this.uppers = new Float64Array(points * length).fill(Infinity);
  }

  /** No less than what the last of a point's list will be once all that has been seen is offered. */
  bound(point: number): number {
    return this.uppers[(point + 1) * this.length - 1]!;
  }

  /** Takes note of another point at this distance or less. Whoever is noted must be offered, unless farther than {@link bound}. */
  note(point: number, upper: number): void {
    const { uppers, length } = this;
    if (upper < this.bound(point)) shiftIn(uppers, point * length, length, upper);
  }

  /** @param squaredDistance - exact */
  offer(point: number, other: number, squaredDistance: number): void {
    const { squaredDistances, indices, length } = this;
    const start = point * length;
    if (!(squaredDistance < squaredDistances[start + length - 1]!)) return;
    const slot = shiftIn(squaredDistances, start, length, squaredDistance);
    indices.copyWithin(slot + 1, slot, start + length - 1);
    indices[slot] = other;
  }

  /** To be called when all that was noted about the points from `start` to before `end` has been offered. */
  forgetNotes(start: number, end: number): void {
    const { uppers, squaredDistances, length } = this;
    uppers.set(squaredDistances.subarray(start * length, end * length), start * length);
  }
}

/** Puts a value, less than the last, in its place in an ascending list, behind equals; the last falls out. */
function shiftIn(values: Float64Array, start: number, length: number, value: number): number {
  let slot = start + length - 1;
  while (slot > start && values[slot - 1]! > value) {
    values[slot] = values[slot - 1]!;
    slot--;
  }
  values[slot] = value;
  return slot;
}
