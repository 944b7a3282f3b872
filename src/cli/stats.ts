import { Command } from 'commander';
import type { Shard } from '../config/shard-record.js';
import { addExtractionFlags, extractionOptions, type ExtractionFlags } from './extraction-flags.js';
import { printShard } from './print-shard.js';
import { shardOption } from './shard-flag.js';

interface StatsFlags extends ExtractionFlags {
  readonly out: string;
  readonly shard?: Shard;
  readonly json: boolean;
}

export function statsCommand(): Command {
  return addExtractionFlags(
    new Command('stats')
      .description(
        'Mean and covariance of a set’s features, in a file that pytorch-fid and clean-fid read too.',
      )
      .argument('<set>', 'folder, .zip, .tar or .npz of images; a path, or s3://BUCKET/KEY')
      .requiredOption('-o, --out <file.npz>', 'where to write mu, sigma and where they come from')
      .addOption(shardOption('It writes file.03-of-16.npz, for gan-eval merge'))
      .option('--json', 'print what was written as JSON', false),
  )
    .addHelpText(
      'after',
      `
Examples:
  gan-eval stats real/ -o real.npz --resize clean
  gan-eval stats real/ -o real.npz --shard 3/16        a part of it, as real.03-of-16.npz
  gan-eval merge real.*-of-16.npz -o real.npz          all parts: docs/scaling.md`,
    )
    .action(run);
}

async function run(set: string, flags: StatsFlags): Promise<void> {
  await (flags.shard ? makeShard(set, flags.shard, flags) : makeWhole(set, flags));
}

async function makeWhole(set: string, flags: StatsFlags): Promise<void> {
  const [{ makeStatistics }, { featuresFolder }, { terminalListener }, { printStatistics }] =
    await Promise.all([
      import('../suite/comparison/make-statistics.js'),
      import('../models/cache.js'),
      import('./terminal-listener.js'),
      import('./print-statistics.js'),
    ]);
  const note = await makeStatistics(
    set,
    flags.out,
    extractionOptions(flags, featuresFolder()),
    terminalListener(),
  );
  printStatistics(flags.out, note, flags.json);
}

async function makeShard(set: string, shard: Shard, flags: StatsFlags): Promise<void> {
  const [{ makeStatisticsShard }, { featuresFolder }, { terminalListener }] = await Promise.all([
    import('../suite/comparison/shard-statistics.js'),
    import('../models/cache.js'),
    import('./terminal-listener.js'),
  ]);
  const options = extractionOptions(flags, featuresFolder());
  printShard(await makeStatisticsShard(set, flags.out, shard, options, terminalListener()), flags.json);
}
