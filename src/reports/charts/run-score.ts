import type { ControlEstimate } from '../../config/estimate.js';
import type { Point } from '../../config/run-result.js';

/** A number that points of a run are compared by. */
export interface RunScore {
  /** Unique in the run; `pck.control` for normalised control. */
  readonly id: string;
  readonly title: string;
  readonly direction: 'lower' | 'higher';
  readonly unit: string;
  /** undefined: the point was not asked for it. */
  readonly of: (point: Point) => ControlEstimate | undefined;
}

/** Quality scores in the order of the run, then normalised control, those that any point has. */
export function runScores(points: readonly Point[]): RunScore[] {
  return [...qualityScores(points), ...controlScores(points)];
}

function qualityScores(points: readonly Point[]): RunScore[] {
  const scores = points.flatMap(({ quality }) => quality.scores);
  return firstOfEach(scores).map(({ id, title, direction, unit }) => ({
    id,
    title,
    direction,
    unit,
    of: ({ quality }) => quality.scores.find((score) => score.id === id),
  }));
}

function controlScores(points: readonly Point[]): RunScore[] {
  const scores = points.flatMap(({ control }) => control?.scores ?? []);
  return firstOfEach(scores).map(({ id, title }) => ({
    id: `${id}.control`,
    title: `${title}, normalised control`,
    direction: 'higher',
    unit: '',
    of: ({ control }) => control?.scores.find((score) => score.id === id)?.control,
  }));
}

function firstOfEach<Score extends { readonly id: string }>(scores: readonly Score[]): Score[] {
  return scores.filter(({ id }, i) => scores.findIndex((other) => other.id === id) === i);
}
