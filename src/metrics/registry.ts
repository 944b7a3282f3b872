import { cmmd } from './cmmd.js';
import type { MetricDefinition, ScoreDefinition } from './definition.js';
import { densityCoverage } from './density-coverage.js';
import { fd } from './fd.js';
import { fidInfinity } from './fid-infinity.js';
import { fid } from './fid.js';
import { inceptionScore } from './inception-score.js';
import { intraFid } from './intra-fid.js';
import { intraKid } from './intra-kid.js';
import { kid } from './kid.js';
import { memorisation } from './memorisation.js';
import { ppl } from './ppl.js';
import { precisionRecall } from './precision-recall.js';
import { sfid } from './sfid.js';
import { vendi } from './vendi.js';

/** Every metric, in the order in which they are listed. */
export const metrics: readonly MetricDefinition[] = [
  fid,
  fidInfinity,
  sfid,
  fd,
  kid,
  cmmd,
  precisionRecall,
  densityCoverage,
  inceptionScore,
  vendi,
  memorisation,
  intraFid,
  intraKid,
  ppl,
];

/** @returns undefined if no metric has such a score */
export function findScore(id: string): ScoreDefinition | undefined {
  return metrics.flatMap(({ scores }) => scores).find((score) => score.id === id);
}
