import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runSchema } from '../../src/config/run-result.js';
import { readStatistics } from '../../src/features/statistics-file.js';
import { shellWords } from '../../src/suite/launch/shell-words.js';
import { ganEval } from '../cli/command-line.js';
import { writeGenerator } from '../generators/small-networks.js';
import { dotsRunFile, writeDotsWorld } from '../suite/run/dots-world.js';
import { SlurmCluster, slurmIsMissing } from './slurm-cluster.js';

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');
const GATED = join(import.meta.dirname, 'gated-generator.mjs');
const SHARDS = 4;
const SEED = 3;
/** Of the gated generator; a shard has eight of them. */
const GATED_SAMPLES = 32;

const missing = slurmIsMissing();
const skipped = missing !== undefined && process.env.CI === undefined;
// With CI set, a missing Slurm fails the tests instead.
if (skipped) console.warn(`Tests on a real Slurm are skipped: ${missing}`);

describe.skipIf(skipped)('on a real Slurm', () => {
  let folder: string;
  let slurm: SlurmCluster;
  // A path that means something to a shell, and to sbatch.
  const at = (...names: string[]): string => join(folder, `it's one # 100%`, ...names);

  beforeAll(async () => {
    if (missing !== undefined) throw new Error(`Expected a Slurm, and ${missing}`);
    folder = await mkdtemp(join(tmpdir(), 'gan-eval-slurm-'));
    await Promise.all([writeWorld('alone'), writeWorld('cluster')]);
    slurm = await SlurmCluster.start(2);
    return async () => {
      await slurm.stop();
      await rm(folder, { recursive: true });
    };
  });

  async function writeWorld(name: string): Promise<void> {
    await mkdir(at(name), { recursive: true });
    await writeDotsWorld(at(name), 16);
    const command = [process.execPath, GATED, '../gate'];
    await writeGenerator(at(name, 'gated'), { loader: 'command', command, batch: 1 });
    const gated = `generators:\n  - { name: gated, source: gated, samples: ${GATED_SAMPLES} }`;
    await writeFile(at(name, 'gan-eval.yaml'), dotsRunFile().replace('generators:', gated));
  }

  /** What a run came to, without when and how it did. */
  async function resultOf(name: string): Promise<unknown> {
    const text = await readFile(at(name, 'out/result.json'), 'utf8');
    const result = runSchema.parse(JSON.parse(text));
    return JSON.parse(
      JSON.stringify(result, (key, value: unknown) =>
        ['createdAt', 'seconds', 'command'].includes(key) ? undefined : value,
      ),
    );
  }

  /** When the `place`th image of a shard was written; undefined: it is not there. */
  async function madeAt(shard: number, place: number): Promise<number | undefined> {
    const seed = SEED + ((shard - 1) * GATED_SAMPLES) / SHARDS + place;
    const file = at('cluster/out/samples/gated', `${String(seed).padStart(6, '0')}.png`);
    return (await stat(file).catch(() => undefined))?.mtimeMs;
  }

  function jobsOf(text: string): { readonly array: string; readonly merge: string } {
    const [, array, merge] = /^Shards: job (\d+)\. Merge: job (\d+),/m.exec(text)!;
    return { array: array!, merge: merge! };
  }

  it('comes to what one process comes to, with a task requeued and another killed in mid-shard', async () => {
    await writeFile(at('cluster/gate'), '');
    const { code, stdout, stderr } = await ganEval(
      [
        ...['launch', 'slurm', at('cluster/gan-eval.yaml'), '-n', String(SHARDS), '--cpus', '1', '--submit'],
        ...['--', '--comment=it\'s # a "test" of \\ all', '--time=5'],
      ],
      at('home'),
      slurm.env,
    );
    expect([code, stderr]).toEqual([0, '']);
    const { array, merge } = jobsOf(stdout);
    expect(slurm.run('scontrol', 'show', 'job', merge).stdout).toContain(`Comment=it's # a "test" of \\ all`);

    // Two tasks run, and stand still in their shards.
    await slurm.until('two shards are half made', async () =>
      (await Promise.all([madeAt(1, 1), madeAt(2, 1)])).every((time) => time !== undefined),
    );
    const [firstOf1, firstOf2] = await Promise.all([madeAt(1, 0), madeAt(2, 0)]);
    expect(await Promise.all([madeAt(1, 7), madeAt(2, 7)])).toEqual([undefined, undefined]);
    expect(slurm.run('scontrol', 'requeue', `${array}_1`).status).toBe(0);
    await slurm.kill(array, 2);
    await rm(at('cluster/gate'));
    // Slurm lets a requeued task wait for two minutes, until its credentials have expired.
    await slurm.until('the task is queued again', () => {
      const { JobState, Restarts } = slurm.job(`${array}_1`);
      return Promise.resolve(JobState === 'PENDING' && Restarts === '1');
    });
    expect(slurm.run('scontrol', 'update', `jobid=${array}_1`, 'starttime=now').status).toBe(0);
    const alone = ganEval(['run', at('alone/gan-eval.yaml')], at('home-alone'));

    // The shard that was killed is lost; the merge names it, and what makes it again.
    expect(await slurm.end(merge)).toBe('FAILED 75:0');
    expect(slurm.job(`${array}_2`)).toMatchObject({ JobState: 'FAILED', ExitCode: '0:9' });
    expect(slurm.job(`${array}_1`)).toMatchObject({ JobState: 'COMPLETED', Restarts: '1' });
    expect(await readFile(at('cluster/out.slurm/merge.log'), 'utf8')).toMatch(
      /Missing: shard 2 of 4\. .*--shard 2\/4/,
    );
    const repair = spawnSync('bash', [at('cluster/out.slurm/submit.sh'), '2'], {
      env: slurm.env,
      encoding: 'utf8',
    });
    expect(await slurm.end(jobsOf(repair.stdout).merge)).toBe('COMPLETED 0:0');

    // Both went on from where they were.
    expect(await Promise.all([madeAt(1, 0), madeAt(2, 0)])).toEqual([firstOf1, firstOf2]);
    expect((await alone).code).toBe(0);
    expect(await resultOf('cluster')).toEqual(await resultOf('alone'));
  }, 300_000);

  it('takes a shard from the array that it is in, wherever that begins', async () => {
    const stats = (out: string, ...more: string[]): string =>
      shellWords([
        ...[process.execPath, MAIN, 'stats', at('alone/real'), '--features', at('alone/tiny.onnx')],
        ...['-o', at(out), ...more],
      ]);
    const wrap = ['--parsable', '--output=/dev/null', `--export=ALL,GAN_EVAL_HOME=${folder}/home`, '--wrap'];
    const array = slurm
      .run('sbatch', '--array=3-5:2', ...wrap, stats('real.npz', '--shard', 'auto/2'))
      .stdout.trim();
    const whole = slurm.run('sbatch', ...wrap, stats('whole.npz')).stdout.trim();
    expect(await Promise.all([`${array}_3`, `${array}_5`, whole].map((id) => slurm.end(id)))).toEqual(
      Array(3).fill('COMPLETED 0:0'),
    );
    const parts = [at('real.1-of-2.npz'), at('real.2-of-2.npz')];
    const { code } = await ganEval(['merge', ...parts, '-o', at('real.npz')], at('home'));
    expect(code).toBe(0);
    const [merged, made] = await Promise.all([at('real.npz'), at('whole.npz')].map(readStatistics));
    expect(merged!.statistics).toEqual(made!.statistics);
  }, 300_000);
});
