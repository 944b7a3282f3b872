import type { ControlScoreDefinition } from '../control/definition.js';
import type { PairedSample } from './paired-sample.js';

/** How near images come to the real ones of their conditions, pixel by pixel. It has no parts. */
export type PairedScore = ControlScoreDefinition<PairedSample>;
