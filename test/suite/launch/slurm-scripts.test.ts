import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import type { LaunchPlan } from '../../../src/suite/launch/launch-plan.js';
import { shellWords } from '../../../src/suite/launch/shell-words.js';
import { slurmScripts, type SlurmPlace } from '../../../src/suite/launch/slurm-scripts.js';
import { writeLaunch } from '../../../src/suite/launch/write-launch.js';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  // A name that means something to a shell in every way.
  folder = join(await mkdtemp(join(tmpdir(), 'gan-eval-slurm-')), `it's "a" $HOME #`);
  await mkdir(folder);
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

const plan = (more: Partial<LaunchPlan> = {}): LaunchPlan => ({
  ...{ shards: 16, name: 'demo', gpus: 0, networks: [] },
  ...{ file: at('gan eval.yaml'), out: at('out') },
  ...more,
});
const place = (more: Partial<SlurmPlace> = {}): SlurmPlace => ({
  ...{ command: [at('bin/gan-eval')], workingFolder: folder },
  ...{ home: at('home'), folder: at('jobs'), flags: [] },
  ...more,
});
const options = (script: string): string[] =>
  script.split('\n').flatMap((line) => (line.startsWith('#SBATCH ') ? line.slice(8).split(' ') : []));

/** A program that tells of how it was started, in place of gan-eval or sbatch. */
async function writeTeller(name: string, says = ''): Promise<void> {
  await mkdir(at('bin'), { recursive: true });
  const record = `printf '%s\\0' "$PWD" "$GAN_EVAL_HOME" "$@" >> ${shellWords([at('told')])}
printf '\\n' >> ${shellWords([at('told')])}`;
  await writeFile(at(`bin/${name}`), `#!/bin/bash\n${record}\necho '${says}'\n`, { mode: 0o755 });
}

/** Where, with which GAN_EVAL_HOME and with what. */
const told = async (): Promise<string[][]> =>
  (await readFile(at('told'), 'utf8'))
    .split('\0\n')
    .slice(0, -1)
    .map((start) => start.split('\0'));

function bash(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const PATH = `${at('bin')}:${process.env.PATH}`;
  return spawnSync('bash', args, { cwd: '/', env: { ...process.env, PATH, ...env }, encoding: 'utf8' });
}

describe('slurmScripts', () => {
  it('asks for an array with what a shard takes, and for the same for the merge', () => {
    const scripts = slurmScripts(plan({ parallel: 4, cpus: 8, gpus: 1 }), place({ flags: ['-p', 'gpu'] }));
    expect(options(scripts['shards.sbatch']!)).toEqual([
      '--job-name=demo',
      '--array=1-16%4',
      ...['--output=shard-%2a.log', '--open-mode=append', '--requeue'],
      ...['--cpus-per-task=8', '--gres=gpu:1', '-p', 'gpu'],
    ]);
    expect(options(scripts['merge.sbatch']!)).toEqual([
      ...['--job-name=demo-merge', '--output=merge.log'],
      ...['--cpus-per-task=8', '--gres=gpu:1', '-p', 'gpu'],
    ]);
    const plain = slurmScripts(plan({ shards: 9 }), place());
    expect(options(plain['shards.sbatch']!)).toEqual([
      ...['--job-name=demo', '--array=1-9', '--output=shard-%1a.log', '--open-mode=append', '--requeue'],
    ]);
  });

  it('starts gan-eval with its shard, where it was launched, whatever paths are called', async () => {
    await writeTeller('gan-eval');
    await writeLaunch(at('jobs'), slurmScripts(plan(), place()));
    for (const script of ['shards.sbatch', 'merge.sbatch']) {
      expect(bash([at(`jobs/${script}`)], { SLURM_ARRAY_TASK_ID: '3' }).status).toBe(0);
    }
    expect(await told()).toEqual([
      [folder, at('home'), 'run', at('gan eval.yaml'), '--shard', '3/16'],
      [folder, at('home'), 'merge', at('gan eval.yaml')],
    ]);
  });

  it('fetches networks once, then submits the shards, and the merge for after them', async () => {
    await Promise.all([writeTeller('gan-eval'), writeTeller('sbatch', '41;cluster')]);
    await writeLaunch(at('jobs'), slurmScripts(plan({ networks: ['a', 'b'] }), place()));
    const { status, stdout } = bash([at('jobs/submit.sh')]);
    expect(status).toBe(0);
    expect(await told()).toEqual([
      [folder, at('home'), 'models', 'pull', 'a'],
      [folder, at('home'), 'models', 'pull', 'b'],
      [at('jobs'), at('home'), '--parsable', '--array=1-16', 'shards.sbatch'],
      [at('jobs'), at('home'), '--parsable', '--dependency=afterany:41', 'merge.sbatch'],
    ]);
    expect(stdout).toContain('Shards: job 41. Merge: job 41, when they have ended.\n');
    // What it says of repairing works when it is pasted.
    const repair = /such as 3 and 7: {2}(bash .*) 3,7$/m.exec(stdout)![1]!;
    expect(bash(['-c', `${repair} 5`]).status).toBe(0);
    expect((await told())[6]!.slice(2)).toEqual(['--parsable', '--array=5', 'shards.sbatch']);
  });

  it('submits nothing if a network cannot be fetched', async () => {
    await writeTeller('sbatch', '41');
    await writeLaunch(at('jobs'), slurmScripts(plan({ networks: ['a'] }), place({ command: ['false'] })));
    expect(bash([at('jobs/submit.sh')]).status).toBe(1);
    await expect(told()).rejects.toThrow(/ENOENT/);
  });

  it.each([['--array=1-3'], ['-a'], ['--comment=a\nb']])('refuses the option %j', (flag) => {
    expect(() => slurmScripts(plan(), place({ flags: [flag] }))).toThrow(UsageError);
  });
});
