import { Command } from 'commander';
import { collect } from './flag-values.js';
import { engineChoice } from './engine-flags.js';
import { formatSamples } from './format-samples.js';
import { addSampleFlags, knobValue, sampleRun, type SampleFlags } from './sample-flags.js';

interface Flags extends SampleFlags {
  readonly knob: readonly string[];
}

export function sweepCommand(): Command {
  return addSampleFlags(
    new Command('sweep')
      .description('Images of a generator at every value of a knob, of the same seeds, a folder each.')
      .requiredOption(
        '--knob <name=from:to:step>',
        'the knob that is swept, or NAME=VALUE,VALUE; others may be set by NAME=VALUE',
        collect,
      ),
  )
    .addHelpText(
      'after',
      `
Examples:
  gan-eval sweep stylegan/generator.json --knob psi=0.3:1.0:0.1 -n 10000 -o sweep/
  gan-eval sweep fashion/ --conditions real/ --knob guidance=1,2,4 --knob psi=1 -o sweep/`,
    )
    .action(run);
}

const isSwept = (text: string): boolean => /^[^=]+=.*[:,]/s.test(text);

async function run(location: string, { knob, ...flags }: Flags): Promise<void> {
  const [{ sampleSweep }, { parseSweep }, { terminalListener }, { UsageError }] = await Promise.all([
    import('../suite/sampling/sample-sweep.js'),
    import('../suite/sampling/sweep-values.js'),
    import('./terminal-listener.js'),
    import('../errors.js'),
  ]);
  const [swept, ...others] = knob.filter(isSwept);
  if (swept === undefined || others.length > 0) {
    throw new UsageError(
      `--knob ${knob.join(' --knob ')}: expected one with several values, such as psi=0.3:1.0:0.1.`,
    );
  }
  const fixed = knob
    .filter((text) => !isSwept(text))
    .reduce<Readonly<Record<string, number>>>((set, text) => knobValue(text, set), {});
  const report = await sampleSweep(
    location,
    engineChoice(flags),
    parseSweep(swept),
    sampleRun(flags, fixed),
    terminalListener(),
  );
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(report, null, 2)}\n`
      : report.points.map(({ samples }) => `${formatSamples(samples)}\n`).join(''),
  );
}
