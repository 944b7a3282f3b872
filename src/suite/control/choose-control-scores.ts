import { controlSubjects, type ControlSubject } from '../../config/control-result.js';
import { didYouMean } from '../../config/did-you-mean.js';
import { UsageError } from '../../errors.js';
import type { ControlScoreDescription } from '../../metrics/control/definition.js';
import { parseOptions } from '../../metrics/define-metric.js';
import type { OutfitScore } from '../../metrics/outfit/definition.js';
import { outfitScores } from '../../metrics/outfit/registry.js';
import type { PairedScore } from '../../metrics/paired/definition.js';
import { pairedScores } from '../../metrics/paired/registry.js';
import type { PoseScore } from '../../metrics/pose/definition.js';
import { poseScores } from '../../metrics/pose/registry.js';
import { readSettings } from '../read-settings.js';

interface Asked<Subject extends ControlSubject, Definition> {
  readonly about: Subject;
  readonly definition: Definition;
}
type KnownScore = Asked<'pose', PoseScore> | Asked<'outfit', OutfitScore> | Asked<'image', PairedScore>;

/** A control score to compute, and how. */
export type ControlScoreRequest = KnownScore & { readonly options: Readonly<Record<string, unknown>> };

const known: readonly KnownScore[] = [
  ...poseScores.map((definition) => ({ about: 'pose' as const, definition })),
  ...outfitScores.map((definition) => ({ about: 'outfit' as const, definition })),
  ...pairedScores.map((definition) => ({ about: 'image' as const, definition })),
];
const definitions: readonly (ControlScoreDescription & Pick<PoseScore, 'options'>)[] = known.map(
  ({ definition }) => definition,
);
const ids = definitions.map(({ id }) => id);

/** Names of several scores at once. */
const groups: readonly string[] = [...controlSubjects, 'all'];

/** Not those of the real image's pixels: a generator may obey without giving them. */
export const DEFAULT_CONTROL_SCORES: readonly string[] = ['pose', 'outfit'];

/**
 * Turns names and settings, as they are typed, into the control scores to compute.
 * @param names - ids of scores, `pose`, `outfit`, `image` or `all`
 * @param settings - such as `pck.threshold=0.1`
 * @throws UsageError for an unknown name, an option that its score does not have, a value that it does not take, or an option
 *   of a score that is not asked for
 */
export function chooseControlScores(
  names: readonly string[],
  settings: readonly string[] = [],
): ControlScoreRequest[] {
  if (names.length === 0) {
    throw new UsageError(`No score is named. Expected one or more of ${[...ids, ...groups].join(', ')}.`);
  }
  const options = readSettings(settings, definitions, 'pck.threshold=0.1');
  const chosen = new Set(names.flatMap(find));
  const idle = [...options.keys()].find((id) => ![...chosen].some(({ definition }) => definition.id === id));
  if (idle !== undefined) {
    throw new UsageError(`--set ${idle}...: ${idle} is not among the scores asked for. Add it to --scores.`);
  }
  return Array.from(chosen, (score) => ({
    ...score,
    options: parseOptions(score.definition, options.get(score.definition.id) ?? {}),
  }));
}

/** What scores are about. */
export function subjectsOf(scores: readonly ControlScoreRequest[]): ControlSubject[] {
  return controlSubjects.filter((subject) => scores.some(({ about }) => about === subject));
}

function find(name: string): readonly KnownScore[] {
  const found = known.filter(
    ({ about, definition }) => name === 'all' || name === about || name === definition.id,
  );
  if (found.length > 0) return found;
  const names = [...ids, ...groups];
  throw new UsageError(
    `Unknown control score '${name}'.${didYouMean(name, names)} Control scores: ${names.join(', ')}.`,
  );
}
