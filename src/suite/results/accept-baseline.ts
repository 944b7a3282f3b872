import { readFile } from 'node:fs/promises';
import type { RunResult } from '../../config/run-result.js';
import { UsageError } from '../../errors.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { baselineChanges, type BaselineChange } from '../../gate/baseline-changes.js';
import { readBaseline } from './read-baseline.js';
import { readMeasuredRun, type ReadResult } from './read-measured-run.js';

export interface AcceptedBaseline {
  /** What was accepted. */
  readonly result: ReadResult;
  /** Gates that it had failed nevertheless, as written. */
  readonly failed: readonly string[];
  /** What became of the scores of the baseline that it takes the place of, or why that cannot be said. */
  readonly changes: readonly BaselineChange[] | { readonly reason: string };
}

/**
 * Makes a result the one that later ones are compared with.
 * @param path - of the result
 * @param out - the baseline's file; replaced if it exists
 * @param anyway - take a result even if it failed its gates
 * @throws UsageError if it failed its gates
 * @throws InputError if it cannot be read
 */
export async function acceptBaseline(
  path: string,
  out: string,
  { anyway }: { readonly anyway: boolean },
): Promise<AcceptedBaseline> {
  const result = await readMeasuredRun(path);
  const gates = result.run?.gates ?? [];
  const failed = gates.filter(({ outcome }) => outcome === 'fail').map(({ gate }) => gate);
  if (failed.length > 0 && !anyway) {
    throw new UsageError(
      `${result.location} failed ${failed.length} of its gates: ${failed.join('; ')}. ` +
        'A baseline should be a result that is good enough; accept it with --anyway if it is.',
    );
  }
  const { baseline: former } = await readBaseline(out);
  const changes = 'missing' in former ? { reason: former.missing } : baselineChanges(former, result.measured);
  const content = result.run ? encoded(withoutImages(result.run)) : await readFile(result.location);
  await writeFileAtomically(out, [content]);
  return { result, failed, changes };
}

/** Single images are most of a result, and no delta needs them. */
function withoutImages(run: RunResult): RunResult {
  const points = run.points.map((point) => ({
    ...point,
    control: point.control && { ...point.control, images: [] },
  }));
  return { ...run, points };
}

function encoded(run: RunResult): Uint8Array {
  return Buffer.from(`${JSON.stringify(run, null, 2)}\n`);
}
