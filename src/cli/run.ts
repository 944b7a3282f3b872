import { Command } from 'commander';
import { RUN_FILE } from '../config/run-file.js';

interface Flags {
  readonly cache: boolean;
  readonly json: boolean;
}

export function runCommand(): Command {
  return new Command('run')
    .description('Everything that a configuration asks for: samples, scores, trade-offs, gates, a report.')
    .argument('[file]', 'the configuration (gan-eval init writes one)', RUN_FILE)
    .option('--no-cache', 'neither read nor write the cache of features')
    .option('--json', 'print the whole result as JSON', false)
    .action(run);
}

async function run(path: string, flags: Flags): Promise<void> {
  const [
    { readRunFile },
    { planRun },
    { executeRun },
    { writeRunResult },
    { featuresFolder },
    { terminalListener },
  ] = await Promise.all([
    import('../suite/read-run-file.js'),
    import('../suite/plan-run.js'),
    import('../suite/execute-run.js'),
    import('../suite/write-run.js'),
    import('../models/cache.js'),
    import('./terminal-listener.js'),
  ]);
  const listener = terminalListener();
  const plan = await planRun(await readRunFile(path), listener);
  const options = {
    command: `gan-eval ${process.argv.slice(2).join(' ')}`,
    cacheFolder: flags.cache ? featuresFolder() : undefined,
  };
  const result = await executeRun(plan, options, listener);
  const written = await writeRunResult(plan.out, result);
  process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : `Result: ${written}\n`);
}
