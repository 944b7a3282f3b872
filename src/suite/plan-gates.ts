import { InputError } from '../errors.js';
import type { Gate } from '../gate/gate.js';
import { parseGates } from '../gate/parse-gates.js';
import type { Listener } from './listener.js';
import type { RunConfiguration } from './read-run-file.js';
import { readRunResult, type StoredRun } from './read-run-result.js';
import type { RunPlan } from './run-plan.js';

/** What deltas are taken from, or why there is nothing; null: nothing was named. */
export type PlannedBaseline = StoredRun | { readonly missing: string } | null;

/** @throws UsageError with the place of the first gate that cannot be read, or names what there will not be */
export async function planGates(
  { file, at }: RunConfiguration,
  { points, requests, controlScores }: Pick<RunPlan, 'points' | 'requests' | 'controlScores'>,
): Promise<Gate[]> {
  const quality = requests.flatMap(({ metric, scores }) =>
    metric.scores.map(({ id }) => id).filter((id) => scores?.includes(id) ?? true),
  );
  const control = controlScores.map(({ definition }) => definition.id);
  const names = { points, scores: [...quality, ...control] };
  const gates: Gate[] = [];
  for (const [index, text] of file.gates.entries()) {
    gates.push(...(await at(['gates', index], () => parseGates([text], names))));
  }
  return gates;
}

/** Reads the baseline. That it is missing or cannot be used is told, and is for the gates that need it to judge. */
export async function planBaseline(
  { file, resolve }: RunConfiguration,
  listener: Listener,
): Promise<PlannedBaseline> {
  if (file.baseline === undefined) return null;
  try {
    return await readRunResult(resolve(file.baseline));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const missing = `${error.message} gan-eval baseline accept makes a result the baseline.`;
    listener.onNotice?.(`No baseline: ${missing}`);
    return { missing };
  }
}
