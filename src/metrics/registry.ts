import type { MetricDefinition } from './definition.js';
import { densityCoverage } from './density-coverage.js';
import { fid } from './fid.js';
import { memorisation } from './memorisation.js';
import { precisionRecall } from './precision-recall.js';

/** Every metric, in the order in which they are listed. */
export const metrics: readonly MetricDefinition[] = [fid, precisionRecall, densityCoverage, memorisation];
