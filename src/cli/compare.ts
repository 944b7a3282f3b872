import { Command } from 'commander';

interface CompareFlags {
  readonly json: boolean;
  readonly out?: string;
}

export function compareCommand(): Command {
  return new Command('compare')
    .description(
      'Results across releases: trends, what moved beyond its interval, which samples changed most.',
    )
    .argument(
      '<results...>',
      'run folders or their result.json, or what fid, metrics or control print with --json; in their order in time',
    )
    .option('--json', 'print the comparison as JSON', false)
    .option('-o, --out <folder>', 'also write comparison.json, and comparison.md with the trends as charts')
    .addHelpText(
      'after',
      `
Generators of the same name are compared, each at its main setting. Scores that rest on different things (another extractor,
other counts, another truncation) are listed but not subtracted, with a warning that says what differs.

Examples:
  gan-eval compare runs/v1 runs/v2 runs/v3
  gan-eval compare v1/result.json v2/result.json -o v1-v2`,
    )
    .action(run);
}

async function run(paths: readonly string[], { json, out }: CompareFlags): Promise<void> {
  const [{ compareRuns }, { readMeasuredRun }, { formatRunComparison }] = await Promise.all([
    import('../suite/results/compare-runs.js'),
    import('../suite/results/read-measured-run.js'),
    import('./format-run-comparison.js'),
  ]);
  const comparison = compareRuns(await Promise.all(paths.map(readMeasuredRun)));
  if (out !== undefined) {
    const { writeRunComparison } = await import('../suite/results/write-run-comparison.js');
    process.stderr.write(`wrote ${await writeRunComparison(comparison, out)}\n`);
  }
  process.stdout.write(json ? `${JSON.stringify(comparison, null, 2)}\n` : formatRunComparison(comparison));
}
