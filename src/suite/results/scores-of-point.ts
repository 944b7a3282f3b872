import type { ControlEstimate } from '../../config/estimate.js';
import { controlBasis, optionsBasis, qualityBasis } from '../../gate/basis.js';
import type { MeasuredPoint } from '../../gate/measured-run.js';
import type { Basis } from '../../gate/reading.js';

/** A score of a point, with what has to be the same for another one to compare. */
export interface PointScore {
  readonly id: string;
  readonly title: string;
  readonly direction: 'lower' | 'higher';
  readonly unit: string;
  readonly estimate: ControlEstimate;
  readonly basis: Basis;
}

/** Scores of quality, then those of control, each followed by itself normalised. */
export function scoresOfPoint(point: MeasuredPoint): PointScore[] {
  const { quality, control } = point;
  const ofQuality = (quality?.scores ?? []).map((score) => {
    const { id, title, direction, unit } = score;
    const basis = { ...qualityBasis(quality!, point), ...optionsBasis(score) };
    return { id, title, direction, unit, estimate: score, basis };
  });
  const ofControl = (control?.scores ?? []).flatMap((score) => {
    const { id, title, direction, unit } = score;
    const basis = { ...controlBasis(control!, point), ...optionsBasis(score) };
    return [
      { id, title, direction, unit, estimate: score.score, basis },
      {
        ...{ id: `${id}.normalised`, title: `${title}, normalised`, direction: 'higher' as const },
        ...{ unit: '', estimate: score.control, basis },
      },
    ];
  });
  return [...ofQuality, ...ofControl];
}
