import { join } from 'node:path';
import { UsageError } from '../../errors.js';
import type { LaunchPlan } from './launch-plan.js';
import { shellWords } from './shell-words.js';

export interface SlurmPlace {
  /** What starts gan-eval on a node. */
  readonly command: readonly string[];
  /** Where the command is started. */
  readonly workingFolder: string;
  /** GAN_EVAL_HOME of all jobs. */
  readonly home: string;
  /** Where the scripts lie, and their logs. */
  readonly folder: string;
  /** Further options of sbatch, of the shards and of their merge. */
  readonly flags: readonly string[];
}

/**
 * The scripts of a run on Slurm by their names: `shards.sbatch`, an array of one task a shard; `merge.sbatch`; and `submit.sh`, which
 * submits both. Each stands for itself, so that it can be read, changed and submitted by hand.
 * @throws UsageError for options that these scripts set themselves
 */
export function slurmScripts(plan: LaunchPlan, place: SlurmPlace): Record<string, string> {
  const { shards, name, file } = plan;
  const taken = place.flags.find((flag) => /^(-a|--array|--array=.*)$/.test(flag));
  if (taken !== undefined) throw new UsageError(`${taken}: the array is that of the shards: -n, --parallel.`);
  const digits = String(shards).length;
  return {
    'shards.sbatch': job(
      `One shard of ${name} a task. A task that is requeued goes on where it was.`,
      [
        [`--job-name=${name}`],
        [`--array=${arrayOf(plan)}`],
        [`--output=shard-%${digits}a.log`, '--open-mode=append'],
        ['--requeue'],
        ...resources(plan),
        place.flags,
      ],
      place,
      `${shellWords(['run', file, '--shard'])} "$SLURM_ARRAY_TASK_ID/${shards}"`,
    ),
    'merge.sbatch': job(
      `Puts the shards of ${name} together; names those that are missing.`,
      [[`--job-name=${name}-merge`], ['--output=merge.log'], ...resources(plan), place.flags],
      place,
      shellWords(['merge', file]),
    ),
    'submit.sh': submission(plan, place),
  };
}

function arrayOf({ shards, parallel }: LaunchPlan): string {
  return `1-${shards}${parallel === undefined ? '' : `%${parallel}`}`;
}

function resources({ cpus, gpus }: LaunchPlan): string[][] {
  return [
    ...(cpus === undefined ? [] : [[`--cpus-per-task=${cpus}`]]),
    ...(gpus === 0 ? [] : [[`--gres=gpu:${gpus}`]]),
  ];
}

function job(
  title: string,
  flags: readonly (readonly string[])[],
  { command, workingFolder, home }: SlurmPlace,
  args: string,
): string {
  const lines = flags.filter((words) => words.length > 0).map((words) => `#SBATCH ${sbatchWords(words)}`);
  // exec: a signal of Slurm's is for gan-eval, not for the shell.
  return `#!/bin/bash
# ${title.replaceAll('\n', ' ')}
${lines.join('\n')}
set -eu
export GAN_EVAL_HOME=${shellWords([home])}
cd ${shellWords([workingFolder])}
exec ${shellWords(command)} ${args}
`;
}

/** Words as sbatch reads them in a line of a script: nothing in double quotes means something but these and a backslash. */
function sbatchWords(words: readonly string[]): string {
  const odd = words.find((word) => word.includes('\n'));
  if (odd !== undefined) throw new UsageError(`${JSON.stringify(odd)}: an option of sbatch is one line.`);
  return words
    .map((word) => (/^[\w./:=,@%+-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`))
    .join(' ');
}

function submission(
  { shards, networks, ...plan }: LaunchPlan,
  { command, workingFolder, home, folder }: SlurmPlace,
): string {
  const pulls = networks.map((name) => shellWords([...command, 'models', 'pull', name]));
  const fetching = `
# Fetched here, once: on many clusters nothing else reaches the network, and ${shards} tasks would fetch ${shards} times.
export GAN_EVAL_HOME=${shellWords([home])}
cd ${shellWords([workingFolder])}
${pulls.join('\n')}
`;
  return `#!/bin/bash
# Submits the shards, and their merge for when all have ended. Some of them alone: submit.sh 3,7
set -euo pipefail
${pulls.length > 0 ? fetching : ''}
cd ${shellWords([folder])}
array=$(sbatch --parsable --array="\${1:-${arrayOf({ shards, networks, ...plan })}}" shards.sbatch)
array=\${array%%;*}
# After any end: a merge that comes too early for a lost shard names it.
merge=$(sbatch --parsable --dependency="afterany:$array" merge.sbatch)
merge=\${merge%%;*}
echo "Shards: job $array. Merge: job $merge, when they have ended."
echo "To follow:  squeue --jobs=$array,$merge"
echo ${shellWords([`Logs:       ${join(folder, 'shard-*.log')}, merge.log`])}
echo ${shellWords([`To repair shards that the merge misses, such as 3 and 7:  bash ${shellWords([join(folder, 'submit.sh')])} 3,7`])}
echo "To stop:    scancel $array $merge"
`;
}
