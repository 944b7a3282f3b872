import { Command, InvalidArgumentError } from 'commander';
import { engineChoice } from './engine-flags.js';
import type { Shard } from '../config/shard-record.js';
import { formatSamples } from './format-samples.js';
import { printShard } from './print-shard.js';
import { addSampleFlags, knobValue, sampleRun, type SampleFlags } from './sample-flags.js';
import { shardOption } from './shard-flag.js';

interface Flags extends SampleFlags {
  readonly psi?: number;
  readonly knob?: Readonly<Record<string, number>>;
  readonly shard?: Shard;
}

export function sampleCommand(): Command {
  return addSampleFlags(
    new Command('sample')
      .description('Images of a generator, as PNG with a manifest of seeds, knobs and conditions.')
      .option('--knob <name=value>', 'set a knob of the generator (may be repeated)', knobValue)
      .option('--psi <value>', 'the same as --knob psi=VALUE', finite)
      .addOption(shardOption('gan-eval merge OUT.shards writes the manifest')),
  )
    .addHelpText(
      'after',
      `
A run that was killed goes on where it was when it is started again; more samples are added by a larger -n.

Examples:
  gan-eval sample stylegan/generator.json -n 50000 -o fakes/ --psi 0.7
  gan-eval sample fashion/generator.json --conditions real/manifest.jsonl -o fakes/
  gan-eval sample stylegan/ -n 16 -o recoloured/ --mix-styles 1000:8-15
  gan-eval sample stylegan/ -n 50000 -o fakes/ --shard 3/16
  gan-eval merge fakes.shards                          when all 16 are made: docs/scaling.md`,
    )
    .action(run);
}

function finite(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected a number.');
}

async function run(location: string, { psi, knob, shard, ...flags }: Flags): Promise<void> {
  const [{ sampleGenerator }, { sampleShard }, { terminalListener }, { UsageError }] = await Promise.all([
    import('../suite/sampling/sample-generator.js'),
    import('../suite/sampling/sample-shard.js'),
    import('./terminal-listener.js'),
    import('../errors.js'),
  ]);
  if (psi !== undefined && knob?.psi !== undefined) throw new UsageError('--psi and --knob psi: give one.');
  const asked = sampleRun(flags, { ...knob, ...(psi !== undefined && { psi }) });
  if (shard) {
    printShard(
      await sampleShard(location, engineChoice(flags), asked, shard, terminalListener()),
      flags.json,
    );
    return;
  }
  const report = await sampleGenerator(location, engineChoice(flags), asked, terminalListener());
  process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : `${formatSamples(report)}\n`);
}
