import { Command, Option } from 'commander';
import { addExtractionFlags, extractionOptions, type ExtractionFlags } from './extraction-flags.js';
import { collect, names } from './flag-values.js';
import { metricsListCommand } from './metrics-list.js';

interface MetricsFlags extends ExtractionFlags {
  readonly metrics: readonly string[];
  readonly set?: readonly string[];
  readonly strata?: string;
  readonly versus?: string;
  readonly json: boolean;
  readonly interval: boolean;
  readonly report?: string;
}

export function metricsCommand(): Command {
  return addExtractionFlags(
    new Command('metrics')
      .description(
        'Metrics of generated images, most of them against real ones, from one pass over the images.',
      )
      .usage(
        '[options] <real> <generated>\n       gan-eval metrics [options] <generated>\n       gan-eval metrics list',
      )
      .argument(
        '<real>',
        'folder, .zip, .tar, .npz of images, or an .npz of statistics; a path, or s3://BUCKET/KEY',
      )
      .argument('[generated]', 'the same kinds; given alone, a set is the generated one')
      .addOption(
        new Option(
          '--metrics <ids>',
          'metrics or single scores, such as fid,kid,recall; prdc is precision-recall and density-coverage; ' +
            'all is whatever these sides can give',
        )
          .argParser(names)
          .default(['default'], 'fid,kid,precision-recall,density-coverage'),
      )
      .option(
        '--set <metric.option=value>',
        'an option of a metric, such as kid.estimator=subsets; may be repeated',
        collect,
      )
      .option(
        '--strata <label>',
        'divide the images by this label of the manifests (manifest.jsonl in a folder, SET.manifest.jsonl beside an archive), or by folder (the first folder of its path in the set)',
      )
      .option(
        '--versus <baseline>',
        'another generated set: both are scored, and the differences get 95% intervals of their own',
      )
      .option('--no-interval', 'do without the 95% intervals: faster')
      .option('--json', 'print the whole result as JSON', false)
      .option('--report <file>', 'also write an HTML report'),
  )
    .addHelpText(
      'after',
      `
Examples:
  gan-eval metrics list                                     what there is, what it says, its options
  gan-eval metrics real/ generated/
  gan-eval metrics real/ generated/ --metrics all --report report.html
  gan-eval metrics real/ generated/ --metrics kid,prdc --set kid.estimator=subsets
  gan-eval metrics generated/ --metrics inception-score,vendi
  gan-eval metrics real/ generated/ --metrics intra-fid --strata class
  gan-eval metrics real/ new/ --versus old/                 is the new generator better, beyond chance?`,
    )
    .addCommand(metricsListCommand())
    .action(run);
}

async function run(first: string, second: string | undefined, flags: MetricsFlags): Promise<void> {
  const [{ asksForAll, chooseMetrics }, { featuresFolder }, { terminalListener }, { printComparison }] =
    await Promise.all([
      import('../suite/comparison/choose-metrics.js'),
      import('../models/cache.js'),
      import('./terminal-listener.js'),
      import('./print-comparison.js'),
    ]);
  const [real, generated] = second === undefined ? [undefined, first] : [first, second];
  const requests = chooseMetrics(flags.metrics, flags.set);
  const options = {
    ...extractionOptions(flags, featuresFolder()),
    intervals: flags.interval,
    strata: flags.strata,
    unavailable: asksForAll(flags.metrics) ? ('leave out' as const) : ('fail' as const),
  };
  const listener = terminalListener();
  if (flags.versus === undefined) {
    const { compareSets } = await import('../suite/comparison/compare-sets.js');
    const label = real === undefined ? generated : `${generated} against ${real}`;
    const comparison = await compareSets(requests, real, generated, options, listener);
    await printComparison(comparison, flags, { title: label, label });
  } else {
    const { compareGenerators } = await import('../suite/comparison/compare-generators.js');
    const { printPaired } = await import('./print-paired.js');
    const sets = { candidate: generated, baseline: flags.versus };
    await printPaired(await compareGenerators(requests, real, sets, options, listener), flags);
  }
}
