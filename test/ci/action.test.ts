import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string(), value: z.string() })),
  runs: z.object({
    using: z.literal('composite'),
    steps: z.tuple([
      z.object({
        id: z.string(),
        shell: z.literal('bash'),
        env: z.record(z.string(), z.string()),
        run: z.string(),
      }),
    ]),
  }),
});

const root = join(import.meta.dirname, '..', '..');
const action = actionSchema.parse(parse(await readFile(join(root, 'action.yml'), 'utf8')));
const [step] = action.runs.steps;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-action-'));
  // In npx's place: it writes down what it is asked for, a line an argument, and exits as told.
  await writeFile(join(folder, 'npx'), '#!/bin/sh\nprintf "%s\\n" "$@" > "$ASKED"\nexit "$EXIT"\n');
  await chmod(join(folder, 'npx'), 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the step's script as GitHub does, with inputs in place of the defaults. */
async function runStep(inputs: Readonly<Record<string, string>>, exit = 0) {
  const [asked, output, script] = ['asked', 'output', 'script.sh'].map((name) => join(folder, name));
  for (const file of [asked!, output!]) await writeFile(file, '');
  await writeFile(script!, step.run);
  const env = Object.fromEntries(
    Object.entries(step.env).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.(\S+) \}\}$/.exec(value)![1]!;
      return [name, inputs[input] ?? action.inputs[input]!.default];
    }),
  );
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', script!],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...{ PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`, EXIT: String(exit) },
        ...{ ASKED: asked, GITHUB_OUTPUT: output, ...env },
      },
    },
  );
  expect(stderr).toBe('');
  return {
    ...{ status, stdout, outputs: await readFile(output!, 'utf8') },
    asked: (await readFile(asked!, 'utf8')).split('\n').slice(0, -1),
  };
}

describe('the action for GitHub', () => {
  it('pastes nothing into its script', () => {
    expect(step.run).not.toContain('${{');
  });

  it('runs what the project has installed, or the version that is asked for', async () => {
    expect((await runStep({})).asked).toEqual(['--no', '--', 'gan-eval', 'run', '--', 'gan-eval.yaml']);
    const { asked } = await runStep({ version: '1.2.3-beta.1', config: 'ci/eval.yaml' });
    expect(asked).toEqual([
      ...['--yes', '--ignore-scripts', '--package', 'gan-eval@1.2.3-beta.1', '--', 'gan-eval'],
      ...['run', '--', 'ci/eval.yaml'],
    ]);
  });

  it.each([
    [0, 'pass', 0],
    [20, 'fail', 20],
    [21, 'inconclusive', 0],
    [22, 'no-baseline', 22],
    [64, 'error', 64],
    [130, 'error', 130],
  ])(
    'passes on exit code %i as %s; %i where what is inconclusive may pass',
    async (code, outcome, passing) => {
      const strict = await runStep({}, code);
      expect([strict.status, strict.outputs]).toEqual([code, `outcome=${outcome}\nexit-code=${code}\n`]);
      expect((await runStep({ inconclusive: 'pass' }, code)).status).toBe(passing);
    },
  );

  it.each([
    '$(touch HACKED)',
    '`touch HACKED`',
    '"; touch HACKED; "',
    "'; touch HACKED; '",
    '--verbose',
    'a b\nc=d',
  ])('takes %j for a name and no more', async (config) => {
    const { status, asked } = await runStep({ config });
    expect([status, asked.slice(0, 5)]).toEqual([0, ['--no', '--', 'gan-eval', 'run', '--']]);
    expect(asked.slice(5).join('\n')).toBe(config);
    for (const version of [config, '../x', 'https://example.org/x.tgz', 'npm:other@1']) {
      const refused = await runStep({ version });
      expect([refused.status, refused.asked]).toEqual([64, []]);
      expect(refused.stdout).toMatch(/^::error title=gan-eval::The input version/);
    }
    await expect(readFile(join(folder, 'HACKED'))).rejects.toThrow('ENOENT');
  });

  it('refuses an unknown way with what is inconclusive', async () => {
    expect(await runStep({ inconclusive: 'maybe' })).toMatchObject({ status: 64, asked: [] });
  });
});
