import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ganEval } from './command-line.js';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-launch-cli-'));
  await mkdir(at('bin'));
  await writeFile(
    at('gan-eval.yaml'),
    'real: real\ndevice: cuda\nfeatures: { name: own.onnx }\ncontrol: false\ngenerators: [{ name: a, source: a }]\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));

describe('gan-eval launch', () => {
  it('writes scripts for Slurm, which start this very gan-eval', async () => {
    const { code, stdout } = await ganEval(
      ['launch', 'slurm', at('gan-eval.yaml'), '-n', '12', '--', '--partition=gpu'],
      at('home'),
    );
    const out = at('gan-eval-run.slurm');
    expect([code, stdout]).toEqual([
      0,
      `12 shards and their merge: shards.sbatch, merge.sbatch, submit.sh in ${out}\nTo submit them: bash ${out}/submit.sh\n`,
    ]);
    const script = await readFile(join(out, 'shards.sbatch'), 'utf8');
    expect(script).toContain('#SBATCH --gres=gpu:1\n#SBATCH --partition=gpu\n');
    expect(script).toContain(`export GAN_EVAL_HOME=${at('home')}\n`);
    expect(script).toMatch(
      /\nexec \S+node \S+\/dist\/cli\/main\.js run \S+\/gan-eval\.yaml --shard "\$SLURM_ARRAY_TASK_ID\/12"\n$/,
    );
  });

  it('submits them, and says so if that does not work', async () => {
    await writeFile(at('bin/kubectl'), '#!/bin/bash\necho "$*"\n[ ! -e "$REFUSED" ]\n', { mode: 0o755 });
    const launch = (refused: string) =>
      ganEval(
        [
          ...['launch', 'kubernetes', at('gan-eval.yaml'), '-n', '3', '--image', 'gan-eval', '--submit'],
          ...['--claim', 'data', '--at', '/data/gan-eval.yaml', '-o', at('jobs'), '--name', 'three'],
        ],
        at('home'),
        { PATH: `${at('bin')}:${process.env.PATH}`, REFUSED: refused },
      );
    const fine = await launch(at('none'));
    expect([fine.code, fine.stderr]).toEqual([0, '']);
    expect(fine.stdout).toMatch(
      /^3 shards and their merge: .*\napply -f jobs\.yaml\nTo follow: {2}kubectl get job three three-merge\n/,
    );
    expect(await readdir(at('jobs'))).toEqual(['jobs.yaml', 'submit.sh']);
    const refused = await launch(at('bin'));
    expect([refused.code, refused.stderr]).toEqual([
      64,
      `error: ${at('jobs/submit.sh')} ended with exit code 1; what it said is above. Once that is mended: bash ${at('jobs/submit.sh')}\n`,
    ]);
  });

  it('writes nothing for a request that cannot be met', async () => {
    const { code, stderr } = await ganEval(
      [
        'launch',
        'kubernetes',
        at('gan-eval.yaml'),
        '-n',
        '3',
        '--image',
        'i',
        '--claim',
        'c',
        '-o',
        at('no'),
      ],
      at('home'),
    );
    expect([code, stderr]).toEqual([
      64,
      expect.stringMatching(/is not in the working directory.*--at/) as string,
    ]);
    expect(await readdir(folder)).not.toContain('no');
  });
});
