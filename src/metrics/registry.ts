import { cmmd } from './cmmd.js';
import type { MetricDefinition } from './definition.js';
import { fid } from './fid.js';
import { intraFid } from './intra-fid.js';
import { intraKid } from './intra-kid.js';
import { kid } from './kid.js';

/** Every metric, in the order in which they are listed. */
export const metrics: readonly MetricDefinition[] = [fid, kid, cmmd, intraFid, intraKid];
