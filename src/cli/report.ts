import { Command } from 'commander';
import { dirname } from 'node:path';
import { UsageError } from '../errors.js';

export function reportCommand(): Command {
  return new Command('report')
    .description('Makes the report, the charts and junit.xml of a run again, from its result.json.')
    .argument('<result>', 'a run folder, or the result.json in it')
    .option('-o, --output <file>', 'only the HTML report, to this file (default: all, into the run folder)')
    .addHelpText(
      'after',
      `
Images of samples and of real ones are shown as far as they are still where the run found them.

Examples:
  gan-eval report gan-eval-run
  gan-eval report gan-eval-run/result.json -o psi-sweep.html`,
    )
    .action(run);
}

async function run(location: string, { output }: { readonly output?: string }): Promise<void> {
  const [{ readMeasuredRun }, { writeHtmlReport, writeReports }, { terminalListener }] = await Promise.all([
    import('../suite/results/read-measured-run.js'),
    import('../suite/results/write-reports.js'),
    import('./terminal-listener.js'),
  ]);
  const { location: path, run: result } = await readMeasuredRun(location);
  if (!result) {
    throw new UsageError(
      `${path} is not the result of a run. Comparisons get their report from gan-eval metrics --report.`,
    );
  }
  const folder = dirname(path);
  const listener = terminalListener();
  if (output === undefined) await writeReports(result, folder, listener);
  else await writeHtmlReport(result, folder, output, listener);
  process.stdout.write(`${output ?? folder}\n`);
}
