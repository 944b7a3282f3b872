import { describe, expect, it } from 'vitest';
import { scheduledShard } from '../../../src/suite/shards/scheduled-shard.js';

/** As slurmd sets them for `--array=FIRST-LAST:STEP`. */
const slurm = (id: number, first: number, last: number, step = 1, count = 1 + (last - first) / step) => ({
  SLURM_ARRAY_TASK_ID: String(id),
  SLURM_ARRAY_TASK_MIN: String(first),
  SLURM_ARRAY_TASK_MAX: String(last),
  SLURM_ARRAY_TASK_STEP: String(step),
  SLURM_ARRAY_TASK_COUNT: String(count),
});

describe('scheduledShard', () => {
  it('is the place in a Slurm array, wherever it begins and whatever its step', () => {
    expect(scheduledShard(undefined, slurm(1, 1, 16))).toEqual({ number: 1, of: 16 });
    expect(scheduledShard(16, slurm(15, 0, 15))).toEqual({ number: 16, of: 16 });
    expect(scheduledShard(undefined, slurm(8, 2, 11, 3))).toEqual({ number: 3, of: 4 });
    const withoutStep = { ...slurm(2, 1, 2), SLURM_ARRAY_TASK_STEP: undefined };
    expect(scheduledShard(undefined, withoutStep)).toEqual({ number: 2, of: 2 });
  });

  it('is the index of a Kubernetes Indexed Job, whose completions have to be said', () => {
    expect(scheduledShard(4, { JOB_COMPLETION_INDEX: '0' })).toEqual({ number: 1, of: 4 });
    expect(scheduledShard(4, { JOB_COMPLETION_INDEX: '3' })).toEqual({ number: 4, of: 4 });
    expect(() => scheduledShard(undefined, { JOB_COMPLETION_INDEX: '3' })).toThrow(/--shard auto\/16/);
    expect(() => scheduledShard(3, { JOB_COMPLETION_INDEX: '3' })).toThrow(/expected 0 to 2/);
  });

  it.each([
    ['an array with holes', undefined, slurm(3, 1, 7, 1, 3), /array of 3 tasks from 1 to 7.*without holes/],
    ['another number of tasks', 16, slurm(3, 3, 4), /has 2 tasks; expected 16.*SLURM_ARRAY_TASK_ID\/16/],
    ['a task out of step', undefined, slurm(3, 2, 8, 2), /task 3 of a Slurm array/],
    ['a task out of range', undefined, slurm(9, 1, 8), /task 9/],
    ['no number', 2, { JOB_COMPLETION_INDEX: 'x' }, /JOB_COMPLETION_INDEX is 'x'/],
    ['half an environment', 2, { SLURM_ARRAY_TASK_ID: '1' }, /SLURM_ARRAY_TASK_COUNT is not set/],
    [
      'two schedulers',
      2,
      { ...slurm(1, 1, 2), JOB_COMPLETION_INDEX: '0' },
      /Slurm array.*and of a Kubernetes/,
    ],
    ['none', 2, {}, /neither a task of a Slurm array .* nor of a Kubernetes/],
  ])('is not guessed from %s', (_, of, env, message) => {
    expect(() => scheduledShard(of, env)).toThrow(message);
  });
});
