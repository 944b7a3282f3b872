import { needsBaseline } from '../../gate/needs-baseline.js';
import type { Gate } from '../../gate/gate.js';
import { parseGates } from '../../gate/parse-gates.js';
import type { Listener } from '../listener.js';
import { readBaseline, type ReadBaseline } from '../results/read-baseline.js';
import type { RunConfiguration } from './read-run-file.js';
import type { RunPlan } from './run-plan.js';

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
  gates: readonly Gate[],
  listener: Listener,
): Promise<ReadBaseline> {
  const read = await readBaseline(file.baseline === undefined ? undefined : resolve(file.baseline));
  if ((file.baseline !== undefined || gates.some(needsBaseline)) && 'missing' in read.baseline) {
    listener.onNotice?.(`No baseline: ${read.baseline.missing}`);
  }
  return read;
}
