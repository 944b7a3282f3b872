import { Command } from 'commander';
import { RUN_FILE } from '../config/run-file.js';
import type { Shard } from '../config/shard-record.js';
import { UsageError } from '../errors.js';
import { evaluateAndPrint } from './evaluate-and-print.js';
import { printShard } from './print-shard.js';
import { shardOption } from './shard-flag.js';

interface Flags {
  readonly cache: boolean;
  readonly dryRun: boolean;
  readonly shard?: Shard;
  readonly json: boolean;
}

export function runCommand(): Command {
  return new Command('run')
    .description('Everything that a configuration asks for: samples, scores, trade-offs, gates, a report.')
    .argument('[file]', 'the configuration; gan-eval init writes one', RUN_FILE)
    .option('--dry-run', 'say what would be done, how much, and how long it would take; do nothing', false)
    .addOption(shardOption('It samples, extracts and looks; gan-eval merge FILE scores'))
    .option('--no-cache', 'neither read nor write the cache of features')
    .option('--json', 'print the whole result as JSON', false)
    .addHelpText(
      'after',
      `
A run that was stopped goes on where it was when it is started again: samples and features that were made are kept.

Exit codes: 0 all gates passed, 20 one failed, 21 one is inconclusive, 22 a baseline is missing or does not compare, 130 stopped.`,
    )
    .action(run);
}

async function run(path: string, flags: Flags): Promise<void> {
  if (flags.shard) await makeShard(path, flags.shard, flags);
  else await (flags.dryRun ? forecast(path, flags) : evaluate(path, flags));
}

async function makeShard(path: string, shard: Shard, { cache, dryRun, json }: Flags): Promise<void> {
  if (dryRun) throw new UsageError('--shard does not go with --dry-run, which tells of the whole run.');
  if (!cache)
    throw new UsageError(
      '--shard does not go with --no-cache: the merge finds in the cache what shards have done.',
    );
  const [{ shardRun }, { featuresFolder }, { runView }] = await Promise.all([
    import('../suite/run/run-shard.js'),
    import('../models/cache.js'),
    import('./run-view.js'),
  ]);
  const view = runView(process.stderr);
  const made = await shardRun(path, shard, { cacheFolder: featuresFolder() }, view).finally(() => {
    view.end();
  });
  printShard(made, json);
}

async function forecast(path: string, { cache, json }: Flags): Promise<void> {
  const [
    { readRunFile },
    { planRun },
    { forecastRun },
    { WorkRates },
    { featuresFolder, ratesFile },
    { runView },
    { formatForecast },
  ] = await Promise.all([
    import('../suite/run/read-run-file.js'),
    import('../suite/run/plan-run.js'),
    import('../suite/run/forecast-run.js'),
    import('../suite/run/work-rates.js'),
    import('../models/cache.js'),
    import('./run-view.js'),
    import('./format-forecast.js'),
  ]);
  const view = runView(process.stderr);
  const plan = await planRun(await readRunFile(path), view);
  const rates = await WorkRates.load(ratesFile());
  const forecasted = await forecastRun(plan, cache ? featuresFolder() : undefined, rates, view);
  view.end();
  process.stdout.write(json ? `${JSON.stringify(forecasted, null, 2)}\n` : formatForecast(forecasted));
}

async function evaluate(path: string, { cache, json }: Flags): Promise<void> {
  const { evaluateRun } = await import('../suite/run/evaluate-run.js');
  const command = `gan-eval ${process.argv.slice(2).join(' ')}`;
  await evaluateAndPrint((options, view) => evaluateRun(path, options, view), { command, cache, json });
}
