import { akd } from './akd.js';
import type { PoseScore } from './definition.js';
import { detectionFailures } from './detection-failures.js';
import { mkr } from './mkr.js';
import { oksAp } from './oks-ap.js';
import { oksShare } from './oks-share.js';
import { oks } from './oks.js';
import { pck } from './pck.js';
import { pckhSegment } from './pckh-segment.js';
import { pckh } from './pckh.js';

/** Every pose score, in the order in which they are listed. */
export const poseScores: readonly PoseScore[] = [
  pck,
  pckh,
  pckhSegment,
  oks,
  oksShare,
  oksAp,
  akd,
  mkr,
  detectionFailures,
];
