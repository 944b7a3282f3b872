import { Command } from 'commander';
import { positiveInteger } from './flag-values.js';

interface BenchFlags {
  readonly features: string;
  readonly seconds: number;
  readonly quick: boolean;
  readonly cache: boolean;
  readonly json: boolean;
}

const QUICK_SECONDS = 8;

export function benchCommand(): Command {
  return new Command('bench')
    .description('How fast this machine is, as a table to paste; keeps the best division of its cores.')
    .option(
      '--features <name>',
      'the network: inception-v3-fid (with seeded weights: needs no download), or an .onnx file',
      'inception-v3-fid',
    )
    .option(
      '--seconds <s>',
      'how long the rounds take together, about; starting up comes on top',
      positiveInteger,
      60,
    )
    .option('--quick', `as --seconds ${QUICK_SECONDS}: less than a minute in all, and rougher`, false)
    .option('--no-cache', 'do not keep the best division of the cores')
    .option('--json', 'print the whole result as JSON', false)
    .addHelpText(
      'after',
      `
Decoding, the network on each device, statistics and all of it are measured in turn, in rounds. The division of the cores that is fastest for the
network is used from then on by every command on this machine; no digit of a score depends on it. Leave the machine alone meanwhile.

Examples:
  gan-eval bench                                      1 to 2 minutes
  gan-eval bench --quick > machine.md
  gan-eval bench --features dinov2.onnx --json`,
    )
    .action(run);
}

async function run({ features, seconds, quick, cache, json }: BenchFlags): Promise<void> {
  const [{ benchMachine }, { machineFile }, { terminalListener }, { formatBench }] = await Promise.all([
    import('../suite/bench/bench-machine.js'),
    import('../models/cache.js'),
    import('./terminal-listener.js'),
    import('./format-bench.js'),
  ]);
  const keepIn = cache ? machineFile() : undefined;
  const result = await benchMachine(
    { features, seconds: quick ? QUICK_SECONDS : seconds, keepIn },
    terminalListener(),
  );
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : formatBench(result));
}
