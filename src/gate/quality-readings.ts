import type { Comparison } from '../config/result.js';
import { optionsBasis, qualityBasis } from './basis.js';
import type { MeasuredPoint } from './measured-run.js';
import { step, type Step } from './path.js';
import { withoutInterval, type Reading } from './reading.js';

/** Scores of images against the real ones, and those of single strata: `fid`, `intra-fid.strata.NAME`. */
export function qualityReadings(quality: Comparison, point: MeasuredPoint, head: Step): Reading[] {
  const basis = qualityBasis(quality, point);
  return quality.scores.flatMap((score) => {
    const common = {
      ofImages: [],
      made: quality.generated.count,
      basis: { ...basis, ...optionsBasis(score) },
    };
    const whole = {
      ...common,
      path: [head, step(score.id)],
      images: quality.generated.count,
      estimate: score,
    };
    const strata = (score.status === 'ok' ? score.strata : undefined) ?? [];
    return [
      whole,
      ...strata.map(({ stratum, value, reason, generated }) => ({
        ...common,
        path: [...whole.path, step('strata'), step(stratum)],
        images: generated,
        estimate: ofStratum(value, reason),
      })),
    ];
  });
}

function ofStratum(value: number | null, reason = 'it is not defined for this stratum'): Reading['estimate'] {
  return value === null
    ? { status: 'undefined', reason }
    : withoutInterval(value, 'single strata are recorded without one');
}
