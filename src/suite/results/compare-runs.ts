import { basename, dirname, resolve } from 'node:path';
import { RESULT_FILE } from '../../config/run-result.js';
import type { ComparedScore, RunComparison } from '../../config/run-comparison.js';
import { UsageError } from '../../errors.js';
import { changedSamples, type PointOfRun } from './changed-samples.js';
import type { ReadResult } from './read-measured-run.js';
import { scoreChange, stepsBetween, type RunStep } from './score-change.js';
import { scoresOfPoint, type PointScore } from './scores-of-point.js';

/**
 * Holds results against one another in the order given: the scores of generators of the same name, what became of them, and which samples
 * changed most. Numbers that rest on different things are not subtracted, and what differs is told.
 * @throws UsageError unless there are two or more, with a generator in common
 */
export function compareRuns(results: readonly ReadResult[]): RunComparison {
  if (results.length < 2)
    throw new UsageError(`Expected two results or more to compare, got ${results.length}.`);
  const labels = labelsOf(results.map(({ location }) => location));
  const names = [...new Set(results.toReversed().flatMap(generatorsOf))];
  const shared = names.filter((name) => results.filter((result) => mainPoint(result, name)).length > 1);
  if (shared.length === 0) {
    const have = results
      .map((result, i) => `${labels[i]!} has ${generatorsOf(result).join(', ')}`)
      .join('; ');
    throw new UsageError(
      `No generator is in more than one of the results: ${have}. Give those that are to be compared the same name.`,
    );
  }
  const steps = stepsBetween(results.length);
  return {
    schema: 'gan-eval/run-comparison/1',
    runs: results.map(({ location, sha256, title, createdAt }, i) => ({
      label: labels[i]!,
      ...{ location, sha256, title, createdAt },
    })),
    headlines: headlinesOf(results.at(-1)!),
    scores: names.flatMap((name) => comparedScores(name, results, steps)),
    samples: shared.flatMap((name) =>
      steps.flatMap((step) => {
        const [before, after] = [step.from, step.to].map((i) => mainPoint(results[i]!, name));
        return before && after ? changedSamples(step, name, before, after) : [];
      }),
    ),
  };
}

/** What the trade-off of a run is about, or the first scores of what is none. */
function headlinesOf({ run, measured }: ReadResult): string[] {
  if (run) {
    const { quality, pose, outfit } = run.configuration.tradeoff;
    return [quality, `${pose}.normalised`, `${outfit}.normalised`];
  }
  return [
    ...new Set(
      measured.points.flatMap((point) =>
        scoresOfPoint(point)
          .slice(0, 1)
          .map(({ id }) => id),
      ),
    ),
  ];
}

function generatorsOf({ measured }: ReadResult): string[] {
  return measured.points.flatMap(({ generator, main }) => (main ? [generator] : []));
}

function mainPoint(result: ReadResult, name: string): PointOfRun | undefined {
  const point = result.measured.points.find(({ generator, main }) => main && generator === name);
  return point && { result, point };
}

function comparedScores(
  generator: string,
  results: readonly ReadResult[],
  steps: readonly RunStep[],
): ComparedScore[] {
  const scores = results.map((result) => {
    const found = mainPoint(result, generator);
    return new Map(found ? scoresOfPoint(found.point).map((score) => [score.id, score]) : []);
  });
  // As the last run tells of them, which knows most.
  const known = new Map<string, PointScore>();
  for (const ofRun of scores.toReversed()) {
    for (const [id, score] of ofRun) if (!known.has(id)) known.set(id, score);
  }
  return Array.from(known.values(), ({ id, title, direction, unit }) => ({
    ...{ generator, id, title, direction, unit },
    values: scores.map((ofRun) => ofRun.get(id)?.estimate ?? null),
    changes: steps.map((step) => scoreChange(step, scores[step.from]!.get(id), scores[step.to]!.get(id))),
  }));
}

/** Folders' or files' names, numbered where two have the same. */
function labelsOf(locations: readonly string[]): string[] {
  const names = locations.map((location) =>
    basename(location) === RESULT_FILE ? basename(dirname(resolve(location))) : basename(location, '.json'),
  );
  return names.map((name, i) =>
    names.filter((other) => other === name).length > 1 ? `${name} #${i + 1}` : name,
  );
}
