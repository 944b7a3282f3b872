import type { RunResult } from '../../config/run-result.js';
import type { Plot } from '../charts/plot.js';
import { runScores } from '../charts/run-score.js';
import { sweepPlot } from '../charts/sweep-plot.js';
import { headlineScore } from './headline-score.js';

/** The scores that stand for the run, quality and control, along each knob that was swept. */
export function headlineSweeps(run: RunResult): Plot[] {
  const { points, configuration } = run;
  const { pose, outfit } = configuration.tradeoff;
  const headlines = [headlineScore(run), `${pose}.control`, `${outfit}.control`];
  const scores = runScores(points).filter(({ id }) => headlines.includes(id));
  const knobs = new Set(points.flatMap(({ swept }) => swept?.knob ?? []));
  return [...knobs].flatMap((knob) => scores.flatMap((score) => sweepPlot(score, knob, points) ?? []));
}
