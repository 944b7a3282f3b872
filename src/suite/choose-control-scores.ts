import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors.js';
import { parseOptions } from '../metrics/define-metric.js';
import type { PoseScore } from '../metrics/pose/definition.js';
import { poseScores } from '../metrics/pose/registry.js';
import { readSettings } from './read-settings.js';

/** A pose score to compute, and how. */
export interface ControlScoreRequest {
  readonly definition: PoseScore;
  readonly options: Readonly<Record<string, unknown>>;
}

/** All but PCKh, which needs head boxes, and manifests have none. */
export const DEFAULT_CONTROL_SCORES: readonly string[] = poseScores
  .map(({ id }) => id)
  .filter((id) => id !== 'pckh');

const ALL = 'all';

/**
 * Turns names and settings, as they are typed, into the pose scores to compute.
 * @param names - ids of pose scores, or `all`
 * @param settings - such as `pck.threshold=0.1`
 * @throws UsageError for an unknown name, an option that its score does not have, a value that it does not take, or an option
 *   of a score that is not asked for
 */
export function chooseControlScores(
  names: readonly string[],
  settings: readonly string[] = [],
): ControlScoreRequest[] {
  const known = poseScores.map(({ id }) => id);
  if (names.length === 0) {
    throw new UsageError(`No score is named. Expected one or more of ${known.join(', ')}, ${ALL}.`);
  }
  const options = readSettings(settings, poseScores, 'pck.threshold=0.1');
  const chosen = new Set(names.flatMap((name) => (name === ALL ? poseScores : [find(name, known)])));
  const idle = [...options.keys()].find((id) => ![...chosen].some((score) => score.id === id));
  if (idle !== undefined) {
    throw new UsageError(`--set ${idle}...: ${idle} is not among the scores asked for. Add it to --scores.`);
  }
  return Array.from(chosen, (definition) => ({
    definition,
    options: parseOptions(definition, options.get(definition.id) ?? {}),
  }));
}

function find(name: string, known: readonly string[]): PoseScore {
  const score = poseScores.find(({ id }) => id === name);
  if (score) return score;
  throw new UsageError(
    `Unknown pose score '${name}'.${didYouMean(name, [...known, ALL])} Pose scores: ${[...known, ALL].join(', ')}.`,
  );
}
