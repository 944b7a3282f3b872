import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mappingNetwork, styleFile, synthesisNetwork, writeGenerator } from '../generators/small-networks.js';
import { ganEval } from './command-line.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
const GENERATORS = join(import.meta.dirname, '..', '..', 'fixtures', 'generators');
const FAKE = join(import.meta.dirname, '..', 'generators', 'fake-command.mjs');

let folder: string;
let styled: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-sample-cli-'));
  styled = await writeGenerator(at('styled'), styleFile, {
    'mapping.onnx': mappingNetwork(),
    'net.onnx': synthesisNetwork(),
  });
});
afterAll(() => rm(folder, { recursive: true }));

async function contents(path: string): Promise<Record<string, string>> {
  const names = (await readdir(path)).sort();
  const entries = names.map(async (name) => [name, await readFile(join(path, name), 'base64')] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Starts a sampling of a slow program. */
async function startSlow(out: string, pids: string) {
  const command = [process.execPath, FAKE, 'slow', pids];
  const path = await writeGenerator(at('slow'), { loader: 'command', command, batch: 2 });
  return startSampling(['sample', path, '-n', '8', '-o', out], out);
}

/** Starts a sampling and waits until it has made three images. */
async function startSampling(args: readonly string[], out: string) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'ignore' });
  const made = async (): Promise<number> =>
    (await readdir(out).catch(() => [])).filter((name) => name.endsWith('.png')).length;
  await expect.poll(made, { timeout: 30_000, interval: 20 }).toBeGreaterThanOrEqual(3);
  const exit = new Promise<readonly [number | null, string | null]>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve([code, signal]);
    });
  });
  return { args, child, exit, made };
}

/** A process that has ended and waits for its parent to notice (Z) counts as gone. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}

describe('gan-eval sample', () => {
  it('writes images and says so, as JSON too', async () => {
    const args = ['sample', styled, '-n', '2', '-o', at('two'), '--seed', '5'];
    const told = await ganEval([...args, '--psi', '0.5'], folder);
    expect(told).toEqual({ code: 0, stderr: '', stdout: `${at('two')}: 2 images of net.onnx, psi 0.5\n` });
    expect(Object.keys(await contents(at('two')))).toEqual([
      '000005.png',
      '000006.png',
      'manifest.jsonl',
      'sampling.json',
    ]);
    const again = await ganEval([...args, '--knob', 'psi=0.5', '--json'], folder);
    expect(JSON.parse(again.stdout)).toMatchObject({ count: 2, kept: 2, knobs: { psi: 0.5 } });
  });

  it('goes on after kill -9, and ends as if nothing had happened', async () => {
    const { args, child, exit, made } = await startSlow(at('killed'), at('pids.json'));
    child.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    const before = await made();
    expect(before).toBeLessThan(8);
    // Nobody could end the program; the end of its stdin does.
    const [pid] = JSON.parse(await readFile(at('pids.json'), 'utf8')) as [number];
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    const resumed = await ganEval([...args, '--json'], folder);
    expect(resumed.code).toBe(0);
    const { count, kept } = JSON.parse(resumed.stdout) as { count: number; kept: number };
    expect(count).toBe(8);
    expect(kept).toBeGreaterThanOrEqual(before);
    const whole = await ganEval([...args.slice(0, -1), at('whole')], folder);
    expect(whole.code).toBe(0);
    expect(await contents(at('killed'))).toEqual(await contents(at('whole')));
  });

  it('leaves no process behind when it is interrupted', async () => {
    const { child, exit } = await startSlow(at('interrupted'), at('pids.json'));
    const [pid] = JSON.parse(await readFile(at('pids.json'), 'utf8')) as [number];
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGINT');
    expect(await exit).toEqual([null, 'SIGINT']);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  it('stops a network between two batches, and keeps what it has made', async () => {
    const [network, out] = [join(GENERATORS, 'unconditional'), at('stopped')];
    const sample = (count: number) => ['sample', network, '-n', String(count), '-o', out, '--batch', '2'];
    const { child, exit, made } = await startSampling(sample(2000), out);
    child.kill('SIGINT');
    expect(await exit).toEqual([null, 'SIGINT']);
    const before = await made();
    expect(before).toBeLessThan(2000);
    const more = await ganEval([...sample(before + 1), '--json'], folder);
    expect(more.code).toBe(0);
    expect(JSON.parse(more.stdout)).toMatchObject({ count: before + 1, kept: before });
  });

  it.each([
    [['-n', '2', '--psi', '2'], 64, /psi = 2: net\.onnx takes 0 to 1/],
    [['-n', '2', '--psi', '1', '--knob', 'psi=1'], 64, /--psi and --knob psi: give one/],
    [['-n', '2', '--mix-styles', '5'], 64, /Expected SEED:LAYERS/],
    [['--conditions', 'none.jsonl'], 65, /none\.jsonl: no such file/],
  ])('refuses %j', async (args, code, message) => {
    const told = await ganEval(['sample', styled, '-o', at('refused'), ...args], folder);
    expect(told.code).toBe(code);
    expect(told.stdout).toBe('');
    expect(told.stderr).toMatch(message);
  });
});

describe('gan-eval sweep', () => {
  it('samples at every value', async () => {
    const told = await ganEval(
      ['sweep', styled, '-n', '1', '-o', at('sweep'), '--knob', 'psi=0.5:1:0.25'],
      folder,
    );
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout.split('\n').map((line) => line.replace(/^.*psi=/, ''))).toEqual([
      '0.5: 1 images of net.onnx, psi 0.5',
      '0.75: 1 images of net.onnx, psi 0.75',
      '1: 1 images of net.onnx, psi 1',
      '',
    ]);
  });

  it('wants one knob with several values', async () => {
    for (const knobs of [['psi=1'], ['psi=0,1', 'other=0,1']]) {
      const args = knobs.flatMap((knob) => ['--knob', knob]);
      const told = await ganEval(['sweep', styled, '-n', '1', '-o', at('bad'), ...args], folder);
      expect(told.code).toBe(64);
      expect(told.stderr).toMatch(/expected one with several values/);
    }
  });
});
