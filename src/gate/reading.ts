import type { ControlEstimate } from '../config/estimate.js';
import type { MeasuredPoint } from './measured-run.js';
import type { Path } from './path.js';

/** What a number rests on, by name. Two numbers are compared only if all of it is the same. */
export type Basis = Readonly<Record<string, string>>;

/** One number of a run that a gate may be about, or why there is none. */
export interface Reading {
  readonly path: Path;
  readonly estimate: ControlEstimate;
  /** Images that it was taken from; null: several sets of different size, or not known. */
  readonly images: number | null;
  /** Images that were made for it, whether or not it counts in them; null as above. */
  readonly made: number | null;
  /** What single images score; empty if they have no values of their own. */
  readonly ofImages: readonly number[];
  readonly basis: Basis;
}

/** A number that was recorded without an interval. */
export function withoutInterval(value: number | null, reason: string): ControlEstimate {
  return value === null
    ? { status: 'undefined', reason: 'it counts in no image, or there is none' }
    : { status: 'ok', value, interval: { status: 'undefined', reason } };
}

/** Points with what was read from them, by id. */
export type PointReadings = ReadonlyMap<
  string,
  { readonly point: MeasuredPoint; readonly readings: readonly Reading[] }
>;

/** The reading of a whole score, without views or parts. */
export function readingOf(points: PointReadings, id: string, score: string): Reading | undefined {
  return points.get(id)?.readings.find(({ path }) => path.length === 2 && path[1]!.name === score);
}
