import { isAbsolute, join } from 'node:path';
import type { ControlShard } from '../../config/shard-record.js';
import { portablePath } from '../portable-path.js';
import { chooseControlScores, DEFAULT_CONTROL_SCORES } from './choose-control-scores.js';
import type { ControlRequest } from './evaluate-control.js';

/** What is asked of `gan-eval control`, as it is typed. */
export type AskedControl = ControlShard['request'];

/**
 * @param cacheFolder - of features; undefined: none is used
 * @throws UsageError for an unknown score or option
 */
export function controlRequest(asked: AskedControl, cacheFolder: string | undefined): ControlRequest {
  const { scores, options } = asked;
  return {
    ...asked,
    scores: chooseControlScores(scores ?? DEFAULT_CONTROL_SCORES, options),
    ifAskedFor: scores === null,
    cacheFolder,
  };
}

/** With paths from `folder` instead of from here; absolute ones and addresses stay. The inverse of {@link askedFromHere}. */
export function askedFrom(asked: AskedControl, folder: string): AskedControl {
  return movePaths(asked, (path) => portablePath(folder, path));
}

/** With paths from here instead of from `folder`. */
export function askedFromHere(asked: AskedControl, folder: string): AskedControl {
  return movePaths(asked, (path) => portablePath('.', join(folder, path)) || '.');
}

function movePaths(asked: AskedControl, move: (path: string) => string): AskedControl {
  const stays = (path: string): boolean => isAbsolute(path) || /^[a-z][a-z\d+.-]*:\/\//i.test(path);
  const moved = (path: string): string => (stays(path) ? path : move(path));
  const network = (name: string): string => (/\.onnx$/i.test(name) ? moved(name) : name);
  const { manifest, images, real, parsing } = asked.sets;
  return {
    ...asked,
    pose: network(asked.pose),
    features: network(asked.features),
    sets: {
      manifest: moved(manifest),
      images: moved(images),
      ...(real !== undefined && { real: moved(real) }),
      ...(parsing !== undefined && { parsing: moved(parsing) }),
    },
  };
}
