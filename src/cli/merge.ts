import { Command } from 'commander';
import { UsageError } from '../errors.js';

interface Flags {
  readonly out?: string;
  readonly json: boolean;
}

export function mergeCommand(): Command {
  return new Command('merge')
    .description('Puts together what the shards of a command have left (--shard 1/16 to 16/16).')
    .argument(
      '<shards...>',
      'of stats: the .npz of every shard; of sample and control: OUT.shards; of run: its configuration',
    )
    .option('-o, --out <file.npz>', 'where statistics go to')
    .option('--json', 'print what came out as JSON', false)
    .addHelpText(
      'after',
      `
A shard that is missing (exit code 75), there twice or of something else (65) ends the merge with its name: docs/scaling.md.

Examples:
  gan-eval merge real.*-of-16.npz -o real.npz
  gan-eval merge fakes.shards                          the manifest of samples; needs no generator
  gan-eval merge looks.shards                          what gan-eval control measures
  gan-eval merge gan-eval.yaml                         the rest of gan-eval run; its exit codes, too`,
    )
    .action(run);
}

async function run(shards: readonly string[], { out, json }: Flags): Promise<void> {
  if (shards.every((path) => /\.npz$/i.test(path))) {
    if (out === undefined) throw new UsageError('Say where the statistics go to, such as -o whole.npz.');
    await mergeStatisticsFiles(shards, out, json);
    return;
  }
  const [folder, ...others] = shards;
  if (folder === undefined || others.length > 0) {
    throw new UsageError(
      `Expected .npz files, one folder OUT.shards, or one configuration, and got ${shards.join(' ')}.`,
    );
  }
  if (out !== undefined)
    throw new UsageError('-o goes with .npz files. Leave it out: what is merged has its place.');
  await (/\.ya?ml$/i.test(folder) ? mergeRunOf(folder, json) : mergeFolder(folder, json));
}

async function mergeStatisticsFiles(paths: readonly string[], out: string, json: boolean): Promise<void> {
  const [{ mergeStatistics }, { terminalListener }, { printStatistics }] = await Promise.all([
    import('../suite/comparison/merge-statistics.js'),
    import('./terminal-listener.js'),
    import('./print-statistics.js'),
  ]);
  printStatistics(out, await mergeStatistics(paths, out, terminalListener()), json);
}

async function mergeRunOf(path: string, json: boolean): Promise<void> {
  const [{ mergeRun }, { evaluateAndPrint }] = await Promise.all([
    import('../suite/run/run-shard.js'),
    import('./evaluate-and-print.js'),
  ]);
  const command = `gan-eval run ${path}`;
  await evaluateAndPrint((options, view) => mergeRun(path, options, view), { command, cache: true, json });
}

async function mergeFolder(folder: string, json: boolean): Promise<void> {
  const [{ readShardRecords }, { shardRecordSchema }] = await Promise.all([
    import('../suite/shards/shard-records.js'),
    import('../config/shard-record.js'),
  ]);
  const [first] = await readShardRecords(folder, shardRecordSchema);
  if (first?.record.work === 'run') {
    throw new UsageError(
      `${folder} has shards of a run. Merge them by its configuration: gan-eval merge gan-eval.yaml`,
    );
  }
  await (first?.record.work === 'control' ? mergeControlOf(folder, json) : mergeSamplesOf(folder, json));
}

async function mergeControlOf(folder: string, json: boolean): Promise<void> {
  const [{ mergeControl }, { featuresFolder }, { printControl }, { terminalListener }] = await Promise.all([
    import('../suite/control/control-shard.js'),
    import('../models/cache.js'),
    import('./print-control.js'),
    import('./terminal-listener.js'),
  ]);
  printControl(await mergeControl(folder, featuresFolder(), terminalListener()), json);
}

async function mergeSamplesOf(folder: string, json: boolean): Promise<void> {
  const [{ mergeSamples }, { formatSamples }] = await Promise.all([
    import('../suite/sampling/merge-samples.js'),
    import('./format-samples.js'),
  ]);
  const report = await mergeSamples(folder);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${formatSamples(report)}\n`);
}
