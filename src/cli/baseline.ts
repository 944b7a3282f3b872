import { Command } from 'commander';

interface AcceptFlags {
  readonly out: string;
  readonly anyway: boolean;
}

const BASELINE_FILE = 'baseline.json';

export function baselineCommand(): Command {
  return new Command('baseline')
    .description('The accepted result that gates take deltas from: accept one, or show what it holds.')
    .addCommand(acceptCommand())
    .addCommand(showCommand());
}

function acceptCommand(): Command {
  return new Command('accept')
    .description('make a result the baseline, and say what changes by that')
    .argument(
      '<result>',
      'a run folder or its result.json, or what fid, metrics or control print with --json',
    )
    .option('-o, --out <file>', 'where the baseline is kept; replaced if it exists', BASELINE_FILE)
    .option('--anyway', 'even if the result failed its gates', false)
    .addHelpText(
      'after',
      `
The baseline is the result without its single images. Keep it under version control: then every change of it is reviewed.

Examples:
  gan-eval baseline accept gan-eval-run
  gan-eval baseline accept result.json -o ci/baseline.json`,
    )
    .action(accept);
}

function showCommand(): Command {
  return new Command('show')
    .description('say what the baseline is, and its scores')
    .argument('[file]', 'the baseline', BASELINE_FILE)
    .action(show);
}

async function accept(path: string, { out, anyway }: AcceptFlags): Promise<void> {
  const [{ acceptBaseline }, { formatAccepted }] = await Promise.all([
    import('../suite/results/accept-baseline.js'),
    import('./format-baseline.js'),
  ]);
  process.stdout.write(formatAccepted(await acceptBaseline(path, out, { anyway }), out));
}

async function show(path: string): Promise<void> {
  const [{ readMeasuredRun }, { formatBaseline }] = await Promise.all([
    import('../suite/results/read-measured-run.js'),
    import('./format-baseline.js'),
  ]);
  process.stdout.write(formatBaseline(await readMeasuredRun(path)));
}
