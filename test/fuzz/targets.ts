import { arrayTargets } from './targets/array-targets.js';
import { conditionTargets } from './targets/condition-targets.js';
import { configurationTargets } from './targets/configuration-targets.js';
import { generatorTargets } from './targets/generator-targets.js';
import { imageTargets } from './targets/image-targets.js';
import { networkTargets } from './targets/network-targets.js';
import { resultTargets } from './targets/result-targets.js';
import type { Target } from './target.js';

/** Everything that reads what others wrote. */
export const targets: readonly Target[] = [
  ...arrayTargets,
  ...imageTargets,
  ...networkTargets,
  ...conditionTargets,
  ...generatorTargets,
  ...configurationTargets,
  ...resultTargets,
];
