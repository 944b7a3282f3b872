import type { ControlEstimate } from '../../config/estimate.js';
import type { Score } from '../../config/result.js';
import type { RunFile } from '../../config/run-file.js';
import type { Point } from '../../config/run-result.js';

/** A point of the run with what a panel needs of it. */
export interface PanelPoint {
  readonly point: Point;
  readonly quality: ControlEstimate;
  /** Normalised. */
  readonly control: ControlEstimate;
}

export type PanelSubject = 'pose' | 'outfit';

/** What a generator that is not asked for anything keeps of it: nothing, and that exactly. */
const NO_CONTROL: ControlEstimate = {
  status: 'ok',
  value: 0,
  interval: {
    status: 'ok',
    level: 0.95,
    low: 0,
    high: 0,
    estimate: 0,
    standardError: 0,
    method: 'by definition',
    about: 'population',
  },
};

/**
 * Quality and control of every point.
 * @returns undefined if control of this kind was measured of no point
 */
export function panelPoints(
  points: readonly Point[],
  about: PanelSubject,
  settings: RunFile['tradeoff'],
): PanelPoint[] | undefined {
  const measured = points.some(({ control }) => control?.scores.some((score) => score.about === about));
  if (!measured) return undefined;
  return points.map((point) => ({
    point,
    quality: qualityOf(point, settings.quality),
    control: controlOf(point, settings[about]),
  }));
}

/** The score that a panel has along x, of the first point that has it. */
export function qualityScore(points: readonly Point[], id: string): Score | undefined {
  return points.flatMap(({ quality }) => quality.scores).find((score) => score.id === id);
}

function qualityOf({ quality }: Point, id: string): ControlEstimate {
  const score = quality.scores.find((candidate) => candidate.id === id);
  if (!score) return { status: 'undefined', reason: `${id} was not computed; name it among the metrics` };
  if (score.status === 'undefined') return { status: 'undefined', reason: score.reason };
  return { status: 'ok', value: score.value, interval: score.interval };
}

function controlOf({ kind, control }: Point, id: string): ControlEstimate {
  if (kind === 'unconditional') return NO_CONTROL;
  if (!control) return { status: 'undefined', reason: 'control was not measured' };
  const score = control.scores.find((candidate) => candidate.id === id);
  return (
    score?.control ?? {
      status: 'undefined',
      reason: `${id} was not computed; name it among the control scores`,
    }
  );
}
