import type { Point, RunResult } from '../../config/run-result.js';
import { costPlot } from './cost-plot.js';
import { partPlot } from './part-plot.js';
import type { Plot } from './plot.js';
import { runScores, type RunScore } from './run-score.js';
import { scorePlot } from './score-plot.js';
import { sweepPlot } from './sweep-plot.js';
import { tradeoffPlot } from './tradeoff-plot.js';

/** A plot with the score that it is about, as {@link runScores} names it. */
export interface ScorePlot {
  readonly score: string;
  readonly plot: Plot;
}

/** The plots of a run by what they show, each kind in the order of the run. */
export interface RunPlots {
  readonly tradeoffs: readonly Plot[];
  readonly costs: readonly Plot[];
  /** Of every score and knob that was swept. */
  readonly sweeps: readonly ScorePlot[];
  /** Of the two scores that the trade-off is about, for the main point of each generator. */
  readonly parts: readonly Plot[];
  /** Of every score. */
  readonly scores: readonly ScorePlot[];
}

/** Everything of a run that can be drawn, as plain data. */
export function runPlots({ points, tradeoffs, costs, configuration }: RunResult): RunPlots {
  const scores = runScores(points);
  const knobs = [...new Set(points.flatMap(({ swept }) => (swept ? [swept.knob] : [])))];
  const headlines = new Set([configuration.tradeoff.pose, configuration.tradeoff.outfit]);
  return {
    tradeoffs: tradeoffs.map((tradeoff) => tradeoffPlot(tradeoff, points)),
    costs: costs.map(costPlot),
    sweeps: knobs.flatMap((knob) => eachScore(scores, (score) => sweepPlot(score, knob, points))),
    parts: points.filter(({ main }) => main).flatMap((point) => partPlots(point, headlines, points)),
    scores: eachScore(scores, (score) => scorePlot(score, points)),
  };
}

function eachScore(scores: readonly RunScore[], draw: (score: RunScore) => Plot | undefined): ScorePlot[] {
  return scores.flatMap((score) => {
    const plot = draw(score);
    return plot ? [{ score: score.id, plot }] : [];
  });
}

function partPlots(point: Point, headlines: ReadonlySet<string>, points: readonly Point[]): Plot[] {
  const scores = point.control?.scores.filter(({ id }) => headlines.has(id)) ?? [];
  return scores.flatMap((score) => partPlot(score, point, points) ?? []);
}
