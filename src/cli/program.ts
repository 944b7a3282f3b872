import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { benchCommand } from './bench.js';
import { compareCommand } from './compare.js';
import { controlCommand } from './control.js';
import { baselineCommand } from './baseline.js';
import { doctorCommand } from './doctor.js';
import { fidCommand } from './fid.js';
import { gateCommand } from './gate.js';
import { initCommand } from './init.js';
import { launchCommand } from './launch.js';
import { manifestCommand } from './manifest.js';
import { mergeCommand } from './merge.js';
import { metricsCommand } from './metrics.js';
import { modelsCommand } from './models.js';
import { poseCommand } from './pose.js';
import { pplCommand } from './ppl.js';
import { reportCommand } from './report.js';
import { runCommand } from './run.js';
import { sampleCommand } from './sample.js';
import { statsCommand } from './stats.js';
import { sweepCommand } from './sweep.js';

/**
 * The command line. Commands load what they need when they run, so that help is there at once.
 * Usage errors are thrown (CommanderError), not exited with.
 */
export function createProgram(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const program = new Command('gan-eval')
    .description('Evaluation and benchmarking suite for image generators.')
    .version(version)
    .option('--verbose', 'show stack traces of errors')
    .showHelpAfterError("(use '--help' after the command for its options and examples)")
    .addCommand(initCommand())
    .addCommand(runCommand())
    .addCommand(reportCommand())
    .addCommand(fidCommand())
    .addCommand(metricsCommand())
    .addCommand(gateCommand())
    .addCommand(compareCommand())
    .addCommand(baselineCommand())
    .addCommand(statsCommand())
    .addCommand(sampleCommand())
    .addCommand(sweepCommand())
    .addCommand(launchCommand())
    .addCommand(mergeCommand())
    .addCommand(pplCommand())
    .addCommand(manifestCommand())
    .addCommand(controlCommand())
    .addCommand(poseCommand())
    .addCommand(modelsCommand())
    .addCommand(doctorCommand())
    .addCommand(benchCommand())
    .addHelpText(
      'after',
      `
Examples:
  gan-eval init && gan-eval run                       everything, from one file: see docs/configuration.md
  gan-eval fid real/ generated/                       FID with the canonical Inception network
  gan-eval fid real.npz generated.zip --json          statistics on one side, an archive on the other
  gan-eval metrics real/ generated/ --metrics fid,kid  several metrics from one pass over the images
  gan-eval control real/ generated/                   how well poses that were asked for are kept
  gan-eval sample generator.json -n 1000 -o fakes/     images of a generator, with their manifest
  gan-eval gate result.json -t 'fid: upper(95) <= 18'  may it be released?
  gan-eval models pull inception-v3-fid               fetch the canonical weights
  gan-eval launch slurm gan-eval.yaml -n 16 --submit   the run in 16 shards on a cluster, and their merge
  gan-eval doctor                                     what this machine has, and what is missing
  gan-eval bench                                      how fast it is, and how its cores are best divided

Exit codes: 0 fine, 64 usage or configuration, 65 bad input data, 70 internal error, 75 a merge misses shards; of run and gate also 20 a gate failed,
21 one is inconclusive, 22 a baseline is missing or does not compare.`,
    );
  program.hook('preAction', (_, command) => prepareMachine(command));
  // A subcommand that is added ready-made does not inherit these from its parent.
  for (const command of everyCommand(program)) {
    command.exitOverride().configureHelp({ showGlobalOptions: true });
  }
  return program;
}

/** Commands that compute features, which are those that can be told to leave the cache alone, divide the cores as was measured. */
async function prepareMachine(command: Command): Promise<void> {
  if (command.opts<{ cache?: boolean }>().cache !== true) return;
  const [{ useKeptSplits }, { terminalListener }] = await Promise.all([
    import('../suite/bench/use-kept-splits.js'),
    import('./terminal-listener.js'),
  ]);
  await useKeptSplits(terminalListener());
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
