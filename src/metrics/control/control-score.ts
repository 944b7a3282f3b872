import type { Resampling } from '../../math/cluster-bootstrap.js';
import { estimate, type Estimate } from './estimate.js';
import type { MeasuredControl } from './measured-control.js';
import { resampledControl } from './resampled-control.js';

/** A pose score beside what it can be at most and what it is without control. */
export interface ControlScore {
  readonly score: Estimate;
  readonly floor: Estimate;
  readonly ceiling: Estimate;
  /** (score - floor) / (ceiling - floor). */
  readonly control: Estimate;
}

/** The score with its floor, its ceiling and normalised control, each with an interval over conditions. */
export function controlScore(measured: MeasuredControl, resampling: Resampling): ControlScore {
  const { score, floor, ceiling, control } = resampledControl([measured], resampling)[0]!;
  return {
    score: estimate(score),
    floor: estimate(floor),
    ceiling: estimate(ceiling),
    control: estimate(control, score),
  };
}
