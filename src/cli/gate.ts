import { Command } from 'commander';
import { UsageError } from '../errors.js';
import { collect } from './flag-values.js';

interface GateFlags {
  readonly test?: readonly string[];
  readonly baseline?: string;
  readonly junit?: string;
  readonly github?: boolean;
  readonly json: boolean;
}

export function gateCommand(): Command {
  return new Command('gate')
    .description('Hold a result against thresholds, with its intervals: pass, fail, or inconclusive.')
    .argument(
      '<result>',
      'a run folder or its result.json, or what fid, metrics or control print with --json (its scores are those of `generated`)',
    )
    .option(
      '-t, --test <gate>',
      'a gate; may be repeated (default: those of the run’s configuration)',
      collect,
    )
    .option('--baseline <file>', 'the accepted result that deltas are taken from: gan-eval baseline accept')
    .option('--junit <file>', 'also write JUnit XML')
    .option(
      '--github',
      'also write the job’s summary and annotations for GitHub (default: in a job on GitHub)',
    )
    .option('--no-github', 'do not, even there')
    .option('--json', 'print the verdicts as JSON', false)
    .addHelpText(
      'after',
      `
Gates are SUBJECT: STAT OP LIMIT, or an expression; see docs/ci.md.

Examples:
  gan-eval gate gan-eval-run                                    the gates that the run was configured with
  gan-eval gate result.json -t 'fid: upper(95) <= 18'
  gan-eval gate result.json -t 'conditional.fid - unconditional.fid < 4 and conditional.pck.normalised > 0.8'
  gan-eval gate result.json -t 'kid: delta <= 0.001' --baseline baseline.json --junit gates.xml

Exit codes: 0 all passed, 20 one failed, 21 one is inconclusive, 22 a baseline is missing or does not compare; of several
the first in the order 20, 22, 21. 64 a gate cannot be read, 65 a result cannot.`,
    )
    .action(run);
}

async function run(path: string, flags: GateFlags): Promise<void> {
  const [
    { gateNamesOf },
    { gateExitCode },
    { judgeGates },
    { parseGates },
    { publishToGithub, isOnGithub },
    { readBaseline },
    { readMeasuredRun },
    { writeJunit },
    { formatGates },
  ] = await Promise.all([
    import('../suite/results/gate-names-of.js'),
    import('../gate/outcomes.js'),
    import('../gate/judge-gates.js'),
    import('../gate/parse-gates.js'),
    import('../suite/results/publish-to-github.js'),
    import('../suite/results/read-baseline.js'),
    import('../suite/results/read-measured-run.js'),
    import('../suite/results/write-junit.js'),
    import('./format-gates.js'),
  ]);
  const { measured, run: whole, title } = await readMeasuredRun(path);
  const texts = flags.test ?? whole?.configuration.gates ?? [];
  if (texts.length === 0) {
    throw new UsageError(`There is no gate. Name one, such as -t 'fid: upper(95) <= 18'; see docs/ci.md.`);
  }
  const parsed = parseGates(texts, gateNamesOf(measured));
  const { baseline } = await readBaseline(flags.baseline);
  const gates = judgeGates(parsed, measured, baseline);
  const report = { title, gates };
  if (flags.junit !== undefined) await writeJunit(flags.junit, report);
  if (flags.github ?? isOnGithub()) process.stderr.write(await publishToGithub(report));
  process.stdout.write(
    flags.json
      ? `${JSON.stringify({ schema: 'gan-eval/gates/1', ...report }, null, 2)}\n`
      : formatGates(gates),
  );
  process.exitCode = gateExitCode(gates);
}
