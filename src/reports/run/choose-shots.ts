import type { Point } from '../../config/run-result.js';
import { chooseThumbnails } from '../choose-thumbnails.js';
import { imageValues } from './image-values.js';

/** Which images a gallery shows of each point, by their ids. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  /** By the id of the point. */
  readonly images: ReadonlyMap<string, readonly string[]>;
}

/** A control score whose worst images are shown. */
interface Ranking {
  readonly about: 'pose' | 'outfit';
  /** Id of the score. */
  readonly score: string;
}

/** The images of each point that do what was asked for least well by one control score; undefined if none has a value of it. */
export function worstByControl(
  points: readonly Point[],
  { about, score }: Ranking,
  wanted: number,
): Choice | undefined {
  let title: string | undefined;
  let unranked = 0;
  const images = new Map<string, string[]>();
  for (const { id, control } of points) {
    const record = control?.scores.find((each) => each.id === score);
    if (!control || !record) continue;
    title = record.title;
    const sign = record.direction === 'higher' ? 1 : -1;
    const ranked = control.images.flatMap((image) => {
      const value = imageValues(image)[score];
      return value === undefined ? [] : [{ id: image.id, badness: sign * value }];
    });
    unranked += control.images.length - ranked.length;
    // Sorting is stable: of equal values, the order of the set decides.
    ranked.sort((a, b) => a.badness - b.badness);
    if (ranked.length > 0)
      images.set(
        id,
        ranked.slice(0, wanted).map((each) => each.id),
      );
  }
  if (title === undefined || images.size === 0) return undefined;
  const of = about === 'outfit' ? 'mean over their slots of ' : '';
  return {
    id: `worst-${about}`,
    title: `Worst by ${about}`,
    rule:
      `Up to ${wanted} images of each point, those with the worst ${of}${title}, the worst first; of equal ones, those that come first in the set.` +
      (unranked > 0 ? ` ${unranked} image(s) have no value of it and are not ranked.` : ''),
    images,
  };
}

/** The images of each point that are least like any real one, where a metric listed them; undefined if none did. */
export function worstByQuality(points: readonly Point[], wanted: number): Choice | undefined {
  const images = new Map<string, string[]>();
  for (const { id, quality } of points) {
    const outliers = quality.scores.flatMap((score) => (score.status === 'ok' ? (score.outliers ?? []) : []));
    if (outliers.length > 0)
      images.set(
        id,
        outliers.slice(0, wanted).map(({ generated }) => generated),
      );
  }
  if (images.size === 0) return undefined;
  return {
    id: 'worst-quality',
    title: 'Worst by quality',
    rule:
      `Up to ${wanted} images of each point, those farthest from every real image: by the distance of their features to the nearest one, the farthest first. ` +
      'It is a stand-in, as FID and its relatives are of sets and no image has one of its own.',
    images,
  };
}

/** @param ids - all images of each point, in the order of the set */
export function atRandom(ids: ReadonlyMap<string, readonly string[]>, wanted: number, seed: number): Choice {
  return {
    id: 'random',
    title: 'At random',
    rule: `Up to ${wanted} images of each point, drawn at random with seed ${seed}, in the order of the set.`,
    images: new Map(
      Array.from(ids, ([point, all]) => [
        point,
        chooseThumbnails(all.length, wanted, seed).map((index) => all[index]!),
      ]),
    ),
  };
}
