import { Command } from 'commander';
import { addExtractionFlags, extractionOptions, type ExtractionFlags } from './extraction-flags.js';

interface StatsFlags extends ExtractionFlags {
  readonly out: string;
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
      .option('--json', 'print what was written as JSON', false),
  )
    .addHelpText('after', '\nExample:\n  gan-eval stats real/ -o real.npz --resize clean')
    .action(run);
}

async function run(set: string, flags: StatsFlags): Promise<void> {
  const [{ makeStatistics }, { featuresFolder }, { terminalListener }] = await Promise.all([
    import('../suite/comparison/make-statistics.js'),
    import('../models/cache.js'),
    import('./terminal-listener.js'),
  ]);
  const note = await makeStatistics(
    set,
    flags.out,
    extractionOptions(flags, featuresFolder()),
    terminalListener(),
  );
  const { source, features } = note;
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(note, null, 2)}\n`
      : `${flags.out}: ${source.count ?? 0} images of ${source.location}, ${features.name} ${features.output}, ` +
          `resize ${features.resize}, ${source.skipped.length} skipped, ${source.ignored} other files\n`,
  );
}
