import type { Shard } from '../../config/shard-record.js';
import { UsageError } from '../../errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

const BY_HAND = 'Say which shard it is, such as --shard 3/16.';

/**
 * The shard that a scheduler has given to this process: its place in a Slurm job array, or the index of a Kubernetes Indexed Job.
 * @param of - how many shards there are; undefined: as many as the scheduler says
 * @throws UsageError if no scheduler, or two, or one in a way that does not tell
 */
export function scheduledShard(of: number | undefined, env: Environment = process.env): Shard {
  const task = env.SLURM_ARRAY_TASK_ID;
  const index = env.JOB_COMPLETION_INDEX;
  if (task !== undefined && index !== undefined) {
    throw new UsageError(
      `--shard auto: this is a task of a Slurm array (SLURM_ARRAY_TASK_ID=${task}) and of a Kubernetes Indexed Job (JOB_COMPLETION_INDEX=${index}). ${BY_HAND}`,
    );
  }
  if (task !== undefined) return slurmShard(of, env);
  if (index !== undefined) return kubernetesShard(of, env);
  throw new UsageError(
    '--shard auto: neither a task of a Slurm array (SLURM_ARRAY_TASK_ID) nor of a Kubernetes Indexed Job (JOB_COMPLETION_INDEX). ' +
      BY_HAND,
  );
}

/** An array may begin anywhere and go in steps, but it has to be whole: of one with holes nobody knows what is done elsewhere. */
function slurmShard(of: number | undefined, env: Environment): Shard {
  const id = wholeNumber('SLURM_ARRAY_TASK_ID', env);
  const count = wholeNumber('SLURM_ARRAY_TASK_COUNT', env);
  const first = wholeNumber('SLURM_ARRAY_TASK_MIN', env);
  const last = wholeNumber('SLURM_ARRAY_TASK_MAX', env);
  const step = wholeNumber('SLURM_ARRAY_TASK_STEP', env, 1);
  const number = (id - first) / step + 1;
  const isRegular = step > 0 && (last - first) / step + 1 === count && Number.isInteger(number);
  if (!isRegular || number < 1 || number > count) {
    throw new UsageError(
      `--shard auto: task ${id} of a Slurm array of ${count} tasks from ${first} to ${last}, step ${step}: expected an array without holes, such as --array=1-16. ${BY_HAND}`,
    );
  }
  if (of !== undefined && of !== count) {
    throw new UsageError(
      `--shard auto/${of}: the Slurm array has ${count} tasks; expected ${of}. To make single shards again, name them: --shard "$SLURM_ARRAY_TASK_ID/${of}".`,
    );
  }
  return { number, of: count };
}

function kubernetesShard(of: number | undefined, env: Environment): Shard {
  const index = wholeNumber('JOB_COMPLETION_INDEX', env);
  if (of === undefined) {
    throw new UsageError(
      '--shard auto: Kubernetes does not tell how many completions its job has. Say it, such as --shard auto/16.',
    );
  }
  if (index >= of) {
    throw new UsageError(
      `--shard auto/${of}: JOB_COMPLETION_INDEX=${index}, expected 0 to ${of - 1}. Give the job's completions: --shard auto/COMPLETIONS.`,
    );
  }
  return { number: index + 1, of };
}

function wholeNumber(name: string, env: Environment, otherwise?: number): number {
  const text = env[name];
  if (text === undefined && otherwise !== undefined) return otherwise;
  const value = Number(text);
  if (text !== undefined && /^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new UsageError(
    `--shard auto: ${name} is ${text === undefined ? 'not set' : `'${text}'`}; expected a whole number. ${BY_HAND}`,
  );
}
