import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dotsRunFile, writeDotsWorld } from '../suite/run/dots-world.js';
import { ganEval, type Outcome } from './command-line.js';

let folder: string;
const at = (name: string): string => join(folder, name);
const cli = (args: readonly string[], home = 'home', env: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
  ganEval(args, at(home), env);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-shards-cli-'));
  await writeDotsWorld(folder, 12);
  await writeFile(at('gan-eval.yaml'), dotsRunFile("gates: ['conditional.fid: value < 1']\n"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A result without what differs from run to run. */
const undated = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (['createdAt', 'seconds'].includes(key) ? undefined : value));

describe('gan-eval run --shard', () => {
  it('makes in processes of their own, and a merge, the result of one process', async () => {
    const file = at('gan-eval.yaml');
    const whole = await cli(['run', file], 'home-of-one');
    expect(whole.code).toBe(20);
    await rename(at('out'), at('whole'));
    const slurm = { SLURM_ARRAY_TASK_COUNT: '3', SLURM_ARRAY_TASK_MIN: '0', SLURM_ARRAY_TASK_MAX: '2' };
    const [first, last] = await Promise.all([
      cli(['run', file, '--shard', 'auto'], 'home', { ...slurm, SLURM_ARRAY_TASK_ID: '0' }),
      cli(['run', file, '--shard', 'auto/3'], 'home', { JOB_COMPLETION_INDEX: '2' }),
    ]);
    expect([first.code, first.stdout]).toEqual([
      0,
      `${at('out.shards/1-of-3.json')}: shard 1 of 3, 32 images\n`,
    ]);
    expect([last.code, last.stdout]).toEqual([
      0,
      `${at('out.shards/3-of-3.json')}: shard 3 of 3, 32 images\n`,
    ]);
    const early = await cli(['merge', file]);
    expect([early.code, early.stderr]).toEqual([
      75,
      'error: Missing: shard 2 of 3. Make it with the command of the others and --shard 2/3; those that are there stay as they are.\n',
    ]);
    expect((await cli(['run', file, '--shard', '2/3'])).code).toBe(0);
    const merged = await cli(['merge', file]);
    expect([merged.code, merged.stdout]).toEqual([20, whole.stdout]);
    const results = ['whole', 'out'].map((name) => readFile(at(`${name}/result.json`), 'utf8'));
    const [expected, actual] = (await Promise.all(results)).map(undated);
    expect(actual).toEqual(expected);
    expect((await readdir(at('out'))).toSorted()).toEqual((await readdir(at('whole'))).toSorted());
  });
});

describe('gan-eval stats, sample and control --shard', () => {
  it('leave what a merge puts together', async () => {
    const tiny = ['--features', at('tiny.onnx')];
    const asked = [at('real'), at('real'), '--scores', 'akd', '--pose', at('dots.onnx'), '-o', at('looks')];
    const made = await Promise.all([
      ...['1/2', '2/2'].map((k) => cli(['stats', at('real'), ...tiny, '-o', at('real.npz'), '--shard', k])),
      cli(['sample', at('unconditional'), '-n', '3', '-o', at('fakes/'), '--shard', '1/1']),
      cli(['control', ...asked, '--shard', '1/1']),
    ]);
    expect(made.map(({ code, stdout }) => [code, stdout.replace(folder, '')])).toEqual([
      [0, '/real.1-of-2.npz: shard 1 of 2, 6 images\n'],
      [0, '/real.2-of-2.npz: shard 2 of 2, 6 images\n'],
      [0, '/fakes.shards/1-of-1.json: shard 1 of 1, 3 images\n'],
      [0, '/looks.shards/1-of-1.json: shard 1 of 1, 24 images\n'],
    ]);
    const [statistics, samples, control] = await Promise.all([
      cli(['merge', at('real.1-of-2.npz'), at('real.2-of-2.npz'), '-o', at('real.npz')]),
      cli(['merge', at('fakes.shards')]),
      cli(['merge', at('looks.shards'), '--json']),
    ]);
    expect(statistics.stdout).toMatch(/real\.npz: 12 images of .*real, tiny\.onnx means/);
    expect(samples.stdout).toBe(`${at('fakes')}: 3 images of net.onnx (3 of them were there)\n`);
    expect(await readdir(at('fakes'))).toContain('manifest.jsonl');
    expect(undated(control.stdout)).toMatchObject({ schema: 'gan-eval/control/2', scores: [{ id: 'akd' }] });
  });
});

describe('--shard', () => {
  it.each([
    [['run', '--shard', '4/3'], /'4\/3' is invalid\. Expected K\/N with K from 1 to N/],
    [
      ['run', '--shard', 'auto'],
      /neither a task of a Slurm array .* Say which shard it is, such as --shard 3\/16/,
    ],
    [['run', '--shard', '1/3', '--no-cache'], /the merge finds in the cache what shards have done/],
    [['control', 'a', 'b', '--shard', '1/3'], /needs -o NAME/],
    [['merge', 'a.npz'], /-o whole\.npz/],
  ])('is refused in %j', async (args, message) => {
    const { code, stderr } = await cli(args);
    expect(code).toBe(64);
    expect(stderr).toMatch(message);
  });
});
