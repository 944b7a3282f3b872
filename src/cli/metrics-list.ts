import { Command } from 'commander';
import { UsageError } from '../errors.js';

interface ListFlags {
  readonly json: boolean;
  readonly markdown: boolean;
}

export function metricsListCommand(): Command {
  return new Command('list')
    .description('what each metric says, what it needs, its options and its source')
    .option('--json', 'print as JSON, options as JSON schemas', false)
    .option('--markdown', 'print as the reference page docs/metrics.md', false)
    .addHelpText('after', '\nExample:\n  gan-eval metrics list --json')
    .action(run);
}

async function run(_flags: ListFlags, command: Command): Promise<void> {
  // `--json` is an option of the command above as well, and the first to know it takes it.
  const { json, markdown } = command.optsWithGlobals<ListFlags>();
  if (json && markdown) throw new UsageError('--json and --markdown exclude each other.');
  const [{ metrics }, { listMetrics, metricsAsJson }, { metricsPage }] = await Promise.all([
    import('../metrics/registry.js'),
    import('./list-metrics.js'),
    import('./metrics-page.js'),
  ]);
  if (json) process.stdout.write(`${JSON.stringify(metricsAsJson(metrics), null, 2)}\n`);
  else process.stdout.write(markdown ? metricsPage(metrics) : listMetrics(metrics));
}
