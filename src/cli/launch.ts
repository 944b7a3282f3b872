import { Command, InvalidArgumentError } from 'commander';
import { join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LaunchPlan, LaunchRequest } from '../suite/launch/launch-plan.js';
import { shellWords } from '../suite/launch/shell-words.js';
import { integer, positiveInteger } from './flag-values.js';

interface Flags extends LaunchRequest {
  readonly out?: string;
  readonly command?: readonly string[];
  readonly submit: boolean;
}

interface KubernetesFlags extends Flags {
  readonly image: string;
  readonly claim: string;
  readonly mount: string;
  readonly at?: string;
  readonly home?: string;
  readonly namespace?: string;
  readonly memory?: string;
  readonly retries: number;
}

export function launchCommand(): Command {
  return new Command('launch')
    .description(
      'A run in shards on a cluster: writes its jobs, with the merge after them, and submits them.',
    )
    .addCommand(slurmCommand())
    .addCommand(kubernetesCommand())
    .addHelpText(
      'after',
      `
Examples:
  gan-eval launch slurm gan-eval.yaml -n 16 --submit -- --partition=gpu --time=4:00:00
  gan-eval launch kubernetes gan-eval.yaml -n 16 --image registry.example/gan-eval --claim data --submit`,
    );
}

function slurmCommand(): Command {
  return addLaunchFlags(new Command('slurm'))
    .description('A job array, and a job for the merge that depends on it.')
    .argument('[sbatch-flags...]', 'after --: further options of sbatch, for both jobs')
    .option(
      '--command <words>',
      'what starts gan-eval on a node, such as "npx gan-eval" (default: this Node with this gan-eval)',
      words,
    )
    .addHelpText(
      'after',
      `
The configuration, the data, the run folder and GAN_EVAL_HOME must be seen under the same paths by all nodes: docs/scaling.md.

Examples:
  gan-eval launch slurm gan-eval.yaml -n 16                              writes the scripts; read them, then bash .../submit.sh
  gan-eval launch slurm gan-eval.yaml -n 16 --submit -- --partition=gpu --time=4:00:00 --mem=16G
  gan-eval launch slurm gan-eval.yaml -n 200 --parallel 32 --cpus 2 --submit
  bash gan-eval-run.slurm/submit.sh 3,7                                  two shards again, and the merge`,
    )
    .action(slurm);
}

function kubernetesCommand(): Command {
  return addLaunchFlags(new Command('kubernetes'))
    .description('An Indexed Job, and a Job for the merge that starts again until all shards are there.')
    .requiredOption('--image <name>', 'the container image: docs/scaling.md has a Dockerfile')
    .requiredOption(
      '--claim <name>',
      'the PersistentVolumeClaim (ReadWriteMany) that holds data, configuration and results',
    )
    .option('--mount <path>', 'where the claim is mounted', '/data')
    .option('--at <path>', 'where in the container the configuration lies (default: MOUNT/FILE)')
    .option('--home <path>', 'GAN_EVAL_HOME in the container (default: MOUNT/gan-eval-home)')
    .option('--namespace <name>', 'default: that of kubectl')
    .option('--memory <quantity>', 'of a pod, such as 8Gi')
    .option('--retries <n>', 'how often a shard that failed is tried again', retries, 3)
    .option('--command <words>', 'what starts gan-eval in the container (default: gan-eval)', words)
    .addHelpText(
      'after',
      `
FILE is read here for its device, run folder and networks, and again in the pods: run this where the claim's content lies, or say --at.
It takes Kubernetes 1.29 or later.

Examples:
  gan-eval launch kubernetes gan-eval.yaml -n 16 --image registry.example/gan-eval --claim data
  gan-eval launch kubernetes gan-eval.yaml -n 64 --parallel 8 --cpus 4 --memory 8Gi --gpus 1 \\
    --image registry.example/gan-eval --claim data --namespace eval --submit`,
    )
    .action(kubernetes);
}

function addLaunchFlags(command: Command): Command {
  return command
    .argument('<file>', 'the configuration of the run')
    .requiredOption('-n, --shards <n>', 'how many shards', positiveInteger)
    .option('-o, --out <folder>', `where the jobs are written to (default: RUN-FOLDER.${command.name()})`)
    .option('--name <name>', 'of the jobs (default: that of the run folder)')
    .option('--parallel <n>', 'shards at once, at most', positiveInteger)
    .option('--cpus <n>', 'processors of a shard', positiveInteger)
    .option('--gpus <n>', 'GPUs of a shard (default: 1 if the configuration’s device is one)', gpus)
    .option('--submit', 'submit them, too', false);
}

const gpus = (text: string): number => integer(text, 0);
const retries = gpus;

/** Between spaces: what needs more goes into a script. */
function words(text: string): string[] {
  const found = text.split(/\s+/).filter((word) => word !== '');
  if (found.length > 0) return found;
  throw new InvalidArgumentError('Expected a command.');
}

async function slurm(file: string, sbatchFlags: readonly string[], flags: Flags): Promise<void> {
  const [{ planLaunch }, { slurmScripts }, { cacheHome }] = await Promise.all([
    import('../suite/launch/launch-plan.js'),
    import('../suite/launch/slurm-scripts.js'),
    import('../models/cache.js'),
  ]);
  const plan = await planLaunch(file, flags);
  const main = fileURLToPath(new URL('main.js', import.meta.url));
  await launch(plan, flags, 'slurm', (folder) =>
    slurmScripts(plan, {
      ...{ folder, flags: sbatchFlags, home: cacheHome(), workingFolder: process.cwd() },
      command: flags.command ?? [process.execPath, main],
    }),
  );
}

async function kubernetes(file: string, flags: KubernetesFlags): Promise<void> {
  const [{ mountedPath, planLaunch }, { kubernetesJobs }, { kubernetesFiles }] = await Promise.all([
    import('../suite/launch/launch-plan.js'),
    import('../suite/launch/kubernetes-jobs.js'),
    import('../suite/launch/kubernetes-files.js'),
  ]);
  const { mount, at, home = posix.join(mount, 'gan-eval-home'), command = ['gan-eval'], namespace } = flags;
  const plan = await planLaunch(file, flags);
  const place = { ...flags, home, command, file: at ?? mountedPath(plan.file, mount) };
  const jobs = kubernetesJobs(plan, place);
  await launch(plan, flags, 'kubernetes', (folder) => kubernetesFiles(jobs, { folder, namespace }));
}

async function launch(
  { out, shards }: LaunchPlan,
  flags: Flags,
  kind: string,
  filesFor: (folder: string) => Readonly<Record<string, string>>,
): Promise<void> {
  const { submitLaunch, writeLaunch } = await import('../suite/launch/write-launch.js');
  const folder = resolve(flags.out ?? `${out}.${kind}`);
  const files = filesFor(folder);
  await writeLaunch(folder, files);
  process.stdout.write(`${shards} shards and their merge: ${Object.keys(files).join(', ')} in ${folder}\n`);
  if (flags.submit) await submitLaunch(folder);
  else process.stdout.write(`To submit them: bash ${shellWords([join(folder, 'submit.sh')])}\n`);
}
