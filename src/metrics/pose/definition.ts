import type { ControlScoreDefinition } from '../control/definition.js';
import type { PoseSample } from './pose-sample.js';

/** How well poses are kept. Its parts are joints, in the order of keypointNames. */
export type PoseScore = ControlScoreDefinition<PoseSample>;
