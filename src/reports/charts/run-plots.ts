import type { Point, RunResult } from '../../config/run-result.js';
import { costPlot } from './cost-plot.js';
import { partPlot } from './part-plot.js';
import type { Plot } from './plot.js';
import { runScores } from './run-score.js';
import { scorePlot } from './score-plot.js';
import { sweepPlot } from './sweep-plot.js';
import { tradeoffPlot } from './tradeoff-plot.js';

/** The plots of a run by what they show, each kind in the order of the run. */
export interface RunPlots {
  readonly tradeoffs: readonly Plot[];
  readonly costs: readonly Plot[];
  /** Of every score and knob that was swept. */
  readonly sweeps: readonly Plot[];
  /** Of the two scores that the trade-off is about, for the main point of each generator. */
  readonly parts: readonly Plot[];
  /** Of every score. */
  readonly scores: readonly Plot[];
}

/** Everything of a run that can be drawn, as plain data. */
export function runPlots({ points, tradeoffs, costs, configuration }: RunResult): RunPlots {
  const scores = runScores(points);
  const knobs = [...new Set(points.flatMap(({ swept }) => (swept ? [swept.knob] : [])))];
  const headlines = new Set([configuration.tradeoff.pose, configuration.tradeoff.outfit]);
  return {
    tradeoffs: tradeoffs.map((tradeoff) => tradeoffPlot(tradeoff, points)),
    costs: costs.map(costPlot),
    sweeps: knobs.flatMap((knob) => scores.map((score) => sweepPlot(score, knob, points)).filter(isPlot)),
    parts: points.filter(({ main }) => main).flatMap((point) => partPlots(point, headlines, points)),
    scores: scores.map((score) => scorePlot(score, points)).filter(isPlot),
  };
}

function partPlots(point: Point, headlines: ReadonlySet<string>, points: readonly Point[]): Plot[] {
  const scores = point.control?.scores.filter(({ id }) => headlines.has(id)) ?? [];
  return scores.map((score) => partPlot(score, point, points)).filter(isPlot);
}

function isPlot(plot: Plot | undefined): plot is Plot {
  return plot !== undefined;
}
