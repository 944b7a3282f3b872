import type { DetectedKeypoint } from './detected-pose.js';
import type { JointName } from './joint-names.js';

/** What a network says about one crop: every joint that it knows, however uncertain. */
export type LocatedJoints = ReadonlyMap<JointName, DetectedKeypoint>;
