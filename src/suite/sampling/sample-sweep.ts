import { join } from 'node:path';
import type { EngineChoice } from '../../config/engine-choice.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { makeFolder } from '../../formats/make-folder.js';
import { checkKnobs } from '../../generators/check-request.js';
import { openGenerator } from '../../generators/open-generator.js';
import type { Listener } from '../listener.js';
import { writeSamples, type SampleReport, type SampleRun } from './sample-generator.js';
import type { Sweep } from './sweep-values.js';

export interface SweepReport {
  readonly out: string;
  readonly knob: string;
  /** In the order of the values. */
  readonly points: readonly { readonly value: number; readonly samples: SampleReport }[];
}

/**
 * Samples a generator at every value of a knob, with the same seeds and conditions, into a folder each: `psi=0.5`.
 * `sweep.json` beside them says which value is where. What a killed run has made is kept.
 * @param run - `out` is the folder of all
 * @throws UsageError, InputError as {@link writeSamples}; values are checked before the first sample is made
 */
export async function sampleSweep(
  location: string,
  engine: EngineChoice,
  { knob, values }: Sweep,
  run: SampleRun,
  listener: Listener = {},
): Promise<SweepReport> {
  const generator = await openGenerator(location, { engine, onNotice: (text) => listener.onNotice?.(text) });
  try {
    for (const value of values) checkKnobs(generator, { ...run.knobs, [knob]: value });
    await makeFolder(run.out);
    const points: { value: number; samples: SampleReport }[] = [];
    for (const value of values) {
      const knobs = { ...run.knobs, [knob]: value };
      const out = join(run.out, folderOf(knob, value));
      points.push({ value, samples: await writeSamples(generator, { ...run, knobs, out }, listener) });
    }
    const index = { knob, points: values.map((value) => ({ value, folder: folderOf(knob, value) })) };
    await writeFileAtomically(join(run.out, 'sweep.json'), [
      Buffer.from(`${JSON.stringify(index, null, 2)}\n`),
    ]);
    return { out: run.out, knob, points };
  } finally {
    await generator.dispose();
  }
}

/** A knob may have any name. */
const folderOf = (knob: string, value: number): string => `${knob.replace(/[^\w-]/g, '_')}=${value}`;
