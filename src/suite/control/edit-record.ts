import type { InterventionsResult } from '../../config/interventions-result.js';
import type { Resampling } from '../../math/cluster-bootstrap.js';
import { isScored } from '../../metrics/control/is-scored.js';
import {
  scoreInterventions,
  type InterventionSamples,
  type ScoredGain,
  type ScoredLeakage,
} from '../../metrics/interventions/score-interventions.js';

/**
 * Scores edits, as results record them.
 * @throws InputError as scoreInterventions
 */
export function editRecord(samples: InterventionSamples, resampling: Resampling): InterventionsResult {
  const { generated, real } = samples;
  return {
    schema: 'gan-eval/interventions/1',
    edits: generated.edits.length,
    conditions: new Set(generated.edits.map(({ condition }) => condition)).size,
    real: isScored(real)
      ? { status: 'ok', edits: real.edits.length }
      : { status: 'undefined', reason: real.reason },
    kinds: scoreInterventions(samples, resampling).map(({ gains, leakages, ...counts }) => ({
      ...counts,
      gains: gains.map(({ definition, notScored, ...estimates }) => ({
        ...head(definition),
        notScored: [...notScored],
        ...estimates,
      })),
      leakages: leakages.map(({ definition, notScored, ...estimates }) => ({
        ...head(definition),
        notScored: [...notScored],
        ...estimates,
      })),
    })),
  };
}

function head({ id, title, summary, unit }: (ScoredGain | ScoredLeakage)['definition']) {
  return { id, title, summary, unit };
}
