import type { ControlScoreDefinition } from '../control/definition.js';
import type { OutfitSample } from './outfit-sample.js';

/** How well outfits are kept. Its parts are slots. */
export type OutfitScore = ControlScoreDefinition<OutfitSample>;
