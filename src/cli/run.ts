import { Command } from 'commander';
import { RUN_FILE } from '../config/run-file.js';

interface Flags {
  readonly cache: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

export function runCommand(): Command {
  return new Command('run')
    .description('Everything that a configuration asks for: samples, scores, trade-offs, gates, a report.')
    .argument('[file]', 'the configuration; gan-eval init writes one', RUN_FILE)
    .option('--dry-run', 'say what would be done, how much, and how long it would take; do nothing', false)
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
  await (flags.dryRun ? forecast(path, flags) : evaluate(path, flags));
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

async function evaluate(path: string, flags: Flags): Promise<void> {
  const [
    { evaluateRun },
    { isOnGithub, publishToGithub },
    { gateExitCode },
    { featuresFolder, ratesFile },
    { runView },
    { formatRun },
  ] = await Promise.all([
    import('../suite/run/evaluate-run.js'),
    import('../suite/results/publish-to-github.js'),
    import('../gate/outcomes.js'),
    import('../models/cache.js'),
    import('./run-view.js'),
    import('./format-run.js'),
  ]);
  if (process.stderr.isTTY) {
    process.stderr.write(
      'Ctrl-C stops it. What was made is kept then: the same command goes on from there.\n',
    );
  }
  const view = runView(process.stderr);
  const options = {
    command: `gan-eval ${process.argv.slice(2).join(' ')}`,
    cacheFolder: flags.cache ? featuresFolder() : undefined,
    ratesFile: ratesFile(),
  };
  const { run: result, folder } = await evaluateRun(path, options, view).finally(() => {
    view.end();
  });
  process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : formatRun(result));
  process.stderr.write(`\nEverything is in ${folder}\n`);
  if (isOnGithub()) process.stderr.write(await publishToGithub(result));
  process.exitCode = gateExitCode(result.gates);
}
