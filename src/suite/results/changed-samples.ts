import { dirname, posix } from 'node:path';
import type { ControlImage, ControlScoreRecord } from '../../config/control-result.js';
import type { ChangedSamples, SampleChange } from '../../config/run-comparison.js';
import { differingBasis } from '../../gate/basis.js';
import { joinLocation } from '../../storage/locations.js';
import { isS3 } from '../../storage/s3-location.js';
import { scoresOfPoint } from './scores-of-point.js';
import type { MeasuredPoint } from '../../gate/measured-run.js';
import type { ReadResult } from './read-measured-run.js';
import type { RunStep } from './score-change.js';

/** Samples that are named of each score. */
const MOST = 20;

/** A generator's main point in one of the runs. */
export interface PointOfRun {
  readonly result: ReadResult;
  readonly point: MeasuredPoint;
}

/**
 * Which samples of a generator changed most, by the first score of each kind that single images have. A sample is the same in both if it has the
 * same id, condition and seed.
 */
export function changedSamples(
  step: RunStep,
  generator: string,
  before: PointOfRun,
  after: PointOfRun,
): ChangedSamples[] {
  const head = { ...step, generator };
  const [a, b] = [before.point.control, after.point.control];
  if (!a || !b) return [];
  if (a.images.length === 0 || b.images.length === 0) {
    return [
      { ...head, status: 'undefined', reason: 'one of the results keeps no single images, as baselines do' },
    ];
  }
  const seeds = [before, after].map(firstSeed);
  if (seeds[0] !== seeds[1]) {
    const reason = `samples begin at seed ${seeds[0] ?? 'unknown'} in the one and at seed ${seeds[1] ?? 'unknown'} in the other, so that none is the same`;
    return [{ ...head, status: 'undefined', reason }];
  }
  return headlines(b.scores, b.images).map((score): ChangedSamples => {
    const [one, other] = [before.point, after.point].map((point) =>
      scoresOfPoint(point).find(({ id }) => id === score.id),
    );
    if (!one || !other) {
      return { ...head, status: 'undefined', reason: `the earlier run does not have ${score.title}` };
    }
    const differing = differingBasis(other.basis, one.basis);
    if (differing.length > 0) return { ...head, status: 'incomparable', differing };
    const changes = changesOf(score.id, [a.images, b.images], [before, after]);
    const sign = score.direction === 'lower' ? -1 : 1;
    const gains = changes.map((change) => sign * (change.after - change.before));
    return {
      ...{ ...head, status: 'ok', direction: score.direction, compared: changes.length },
      score: { id: score.id, title: score.title, about: score.about },
      better: gains.filter((gain) => gain > 0).length,
      worse: gains.filter((gain) => gain < 0).length,
      most: changes.filter(({ before: was, after: is }) => was !== is).slice(0, MOST),
    };
  });
}

function firstSeed({ result, point }: PointOfRun): number | undefined {
  return result.run?.points.find(({ id }) => id === point.id)?.samples.seed;
}

/** The first score about each subject that single images have values of. */
function headlines(
  scores: readonly ControlScoreRecord[],
  images: readonly ControlImage[],
): ControlScoreRecord[] {
  const having = scores.filter(({ id }) => images.some((image) => valueOf(image, id) !== undefined));
  return having.filter(({ about }, i) => having.findIndex((other) => other.about === about) === i);
}

/** Every sample that both have a value of, the largest change first, equal ones in their order. */
function changesOf(
  score: string,
  [a, b]: readonly [readonly ControlImage[], readonly ControlImage[]],
  [before, after]: readonly [PointOfRun, PointOfRun],
): SampleChange[] {
  const earlier = new Map(a.map((image) => [image.id, image]));
  return b
    .flatMap((image) => {
      const { id, condition } = image;
      const former = earlier.get(id);
      const [was, is] = [former && valueOf(former, score), valueOf(image, score)];
      if (former?.condition !== condition || was === undefined || is === undefined) return [];
      const images = { before: placeOf(before, id), after: placeOf(after, id) };
      return [{ id, condition, before: was, after: is, images }];
    })
    .sort((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before));
}

/** The image's own value; of a score of slots, the mean of those that it has. */
function valueOf({ scores, slots }: ControlImage, score: string): number | undefined {
  if (scores[score] !== undefined) return scores[score];
  const values = Object.values(slots).flatMap((ofSlot) => ofSlot[score] ?? []);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function placeOf({ result, point }: PointOfRun, id: string): string {
  const samples = result.run?.points.find((candidate) => candidate.id === point.id)?.samples.location;
  const set =
    samples === undefined
      ? (point.control?.generated.location ?? '')
      : isS3(samples)
        ? samples
        : posix.join(dirname(result.location), samples);
  return isS3(set) ? joinLocation(set, id) : posix.join(set, id);
}
