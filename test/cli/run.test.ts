import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSchema } from '../../src/config/run-result.js';
import { dotsRunFile, writeDotsWorld } from '../suite/run/dots-world.js';
import { writeGenerator } from '../generators/small-networks.js';
import { ganEval, type Outcome } from './command-line.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
const FAKE = join(import.meta.dirname, '..', 'generators', 'fake-command.mjs');
const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const COUNT = 16;

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-run-cli-'));
  await writeDotsWorld(folder, COUNT);
});
afterAll(() => rm(folder, { recursive: true }));

async function run(text: string, ...more: string[]): Promise<Outcome> {
  await writeFile(at('gan-eval.yaml'), text);
  return ganEval(['run', at('gan-eval.yaml'), ...more], at('home'));
}

describe('gan-eval run', () => {
  it('says what it would do, and does nothing', async () => {
    const { code, stdout, stderr } = await run(dotsRunFile(), '--dry-run');
    expect([code, stderr]).toEqual([
      0,
      ['samples of unconditional', 'samples of conditional', 'quality', 'control of conditional[gain=0.5]']
        .map((label) => `Trying how long ${label} takes ...\n`)
        .join(''),
    ]);
    expect(stdout).toMatch(
      /samples of conditional +32 images +0 kept +\d+ s +\(\S+ m?s an image, tried on a few images\)/,
    );
    // The quality of 16 real images and three times 16 samples.
    expect(stdout).toMatch(/quality +64 images +0 kept/);
    expect(stdout).toMatch(/control of conditional\[gain=1\] +16 images +up to .*measured earlier/);
    expect(await readdir(folder)).not.toContain('out');
  });

  it('leaves a run folder, a summary and the exit code of its gates', async () => {
    const first = await run(
      dotsRunFile("gates: ['conditional.fid: value < 1000', 'conditional.fid: value < 1']\n"),
    );
    expect(first.code).toBe(20);
    expect(first.stderr.split('\n').slice(0, 3)).toEqual([
      '1/6 samples of unconditional',
      '2/6 samples of conditional',
      '3/6 quality',
    ]);
    expect(first.stderr).toContain(`Everything is in ${at('out')}`);
    expect(first.stdout).toMatch(/^conditional\[gain=1\] \* +16 /m);
    expect(first.stdout).toMatch(/What control costs\n {2}conditional\[gain=1\] against unconditional: FID/);
    expect(first.stdout).toMatch(/pass +conditional\.fid: value < 1000/);
    expect(first.stdout).toMatch(/FAIL +conditional\.fid: value < 1 /);
    const { gates } = runSchema.parse(JSON.parse(await readFile(at('out/result.json'), 'utf8')));
    expect(gates.map(({ outcome }) => outcome)).toEqual(['pass', 'fail']);
    const known = await run(dotsRunFile(), '--dry-run');
    expect(known.stdout).toMatch(/quality +64 images +64 kept +nothing to do/);
  });

  it('makes its reports again from the result alone', async () => {
    await mkdir(at('moved'));
    await writeFile(at('moved/result.json'), await readFile(at('out/result.json')));
    const { code, stdout } = await ganEval(['report', at('moved')], at('home'));
    expect([code, stdout]).toEqual([0, `${at('moved')}\n`]);
    expect((await readdir(at('moved'))).toSorted()).toEqual([
      'charts',
      'junit.xml',
      'report.html',
      'report.md',
      'result.json',
    ]);
    expect(await readFile(at('moved/junit.xml'), 'utf8')).toBe(await readFile(at('out/junit.xml'), 'utf8'));
    const page = await ganEval(['report', at('out/result.json'), '-o', at('page.html')], at('home'));
    expect([page.code, page.stdout]).toEqual([0, `${at('page.html')}\n`]);
    expect(await readFile(at('page.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    await writeFile(at('moved/result.json'), '{"schema":"gan-eval/run/99"}');
    const other = await ganEval(['report', at('moved')], at('home'));
    expect(other).toMatchObject({ code: 65, stdout: '' });
    expect(other.stderr).toMatch(/its schema is 'gan-eval\/run\/99'; expected one of gan-eval\/run\/1/);
  });

  it('refuses a configuration with the place of every mistake', async () => {
    const { code, stdout, stderr } = await run('reel: x\ngenerators: [{ name: a, source: 1 }]\n');
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(/gan-eval\.yaml:1:1: reel: is no key of a configuration\. Did you mean real\?/);
    expect(stderr).toMatch(/gan-eval\.yaml:2:\d+: generators\[0\]\.source: expected text, got 1/);
    const none = await ganEval(['run', at('none.yaml')], at('home'));
    expect(none).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/gan-eval init writes a commented/) as string,
    });
  });

  it('keeps what is done when it is stopped by Ctrl-C, and goes on from there', async () => {
    const command = [process.execPath, FAKE, 'slow', at('pids.json')];
    await writeGenerator(at('slow'), { loader: 'command', command, batch: 2 });
    const text = `real: real\nout: slow-out\nfeatures: { name: tiny.onnx }\nsamples: 8\ngenerators: [{ name: slow, source: slow }]\nmetrics: { ids: [vendi] }\n`;
    await writeFile(at('slow.yaml'), text);
    const env = { ...process.env, GAN_EVAL_HOME: at('home') };
    const child = spawn(process.execPath, [MAIN, 'run', at('slow.yaml')], { env });
    const exit = new Promise((resolve) =>
      child.once('close', (_, signal) => {
        resolve(signal);
      }),
    );
    const made = async (): Promise<number> =>
      (await readdir(at('slow-out/samples/slow')).catch(() => [])).filter((name) => name.endsWith('.png'))
        .length;
    await expect.poll(made, { timeout: 30_000, interval: 20 }).toBeGreaterThanOrEqual(3);
    expect(await readdir(at('slow-out'))).toContain('run.lock');
    child.kill('SIGINT');
    // To a shell this is exit code 130.
    expect(await exit).toBe('SIGINT');
    expect(await made()).toBeLessThan(8);
  });

  it('ends with a message where it cannot write', async () => {
    await writeFile(at('file'), '');
    const { code, stderr } = await run(dotsRunFile().replace('out: out', 'out: file/out'));
    expect(code).toBe(65);
    expect(stderr).toMatch(/file\/out.*(?:a part of the path is a file|not a folder)/);
  });

  it('keeps what is done when the disk is full', async (context) => {
    await mkdir(at('small'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at('small')]);
    if (mounted.status !== 0) context.skip('mounting a small disk takes root');
    try {
      const { code, stderr } = await run(dotsRunFile().replace('out: out', 'out: small/out'));
      expect(code).toBe(65);
      expect(stderr).toMatch(/error: .*no space left on the device; free some/);
      const made = await readdir(at('small/out/samples'), { recursive: true });
      expect(made.filter((name) => name.endsWith('.png')).length).toBeGreaterThan(0);
      expect(made.filter((name) => name.endsWith('.tmp'))).toEqual([]);
      expect(await readdir(at('small/out'))).not.toContain('run.lock');
    } finally {
      spawnSync('umount', [at('small')]);
    }
  });
});

describe('gan-eval init', () => {
  it('says what it found, and what comes next', async () => {
    await mkdir(at('fresh'));
    const { code, stdout, stderr } = await ganEval(['init', at('fresh')], at('home'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/fresh\/gan-eval\.yaml\n {2}No real images were found: fill in real\.\n/);
    expect(stderr).toBe('Look it over, then: gan-eval run --dry-run\n');
    expect(await ganEval(['init', at('fresh')], at('home'))).toMatchObject({ code: 64 });
  });

  it('makes docs/configuration.md and docs/gan-eval.schema.json, which are up to date (npm run docs)', async () => {
    const page = await ganEval(['init', '--markdown'], at('home'));
    expect(page.stdout).toBe(await readFile(join(DOCS, 'configuration.md'), 'utf8'));
    const schema = await ganEval(['init', '--schema'], at('home'));
    expect(schema.stdout).toBe(await readFile(join(DOCS, 'gan-eval.schema.json'), 'utf8'));
  });
});
