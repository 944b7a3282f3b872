import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSchema } from '../../../src/config/run-result.js';
import { evaluateRun } from '../../../src/suite/run/evaluate-run.js';
import type { Outlook } from '../../../src/suite/run/run-listener.js';
import { dotsRunFile, writeDotsWorld } from './dots-world.js';

let folder: string;
const at = (name: string): string => join(folder, name);
const options = () => ({
  command: 'gan-eval run',
  cacheFolder: at('cache'),
  ratesFile: at('rates.json'),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-evaluate-'));
  await writeDotsWorld(folder, 16);
  await writeFile(at('gan-eval.yaml'), dotsRunFile());
});
afterAll(() => rm(folder, { recursive: true }));

describe('evaluateRun', () => {
  it('leaves everything in the run folder, and has learnt how long it takes', async () => {
    const outlooks: (Outlook | undefined)[] = [];
    const { run, folder: out } = await evaluateRun(at('gan-eval.yaml'), options(), {
      onStep: (_, outlook) => outlooks.push(outlook),
    });
    expect(out).toBe(at('out'));
    expect((await readdir(out)).toSorted()).toEqual([
      'charts',
      'junit.xml',
      'report.html',
      'report.md',
      'result.json',
      'samples',
    ]);
    expect(runSchema.parse(JSON.parse(await readFile(join(out, 'result.json'), 'utf8')))).toEqual(run);
    expect(await readdir(join(out, 'charts'))).toContain('tradeoff-pose.png');
    // Nothing was known at first; the second point is told by the first.
    expect(outlooks[0]).toEqual({ step: undefined, later: 0, atLeast: true });
    expect(outlooks[4]!.step).toBeGreaterThan(0);
    const rates = JSON.parse(await readFile(at('rates.json'), 'utf8')) as Record<string, number>;
    expect(Object.keys(rates).map((key) => key.split(' ')[0])).toEqual([
      'sample',
      'sample',
      'features',
      'control',
    ]);
  });

  it('is refused a folder that another run has, and takes it over from one that was cut off', async () => {
    await mkdir(at('out'), { recursive: true });
    const lock = at('out/run.lock');
    const hold = (pid: number): Promise<void> =>
      writeFile(lock, JSON.stringify({ pid, host: hostname(), startedAt: '2026-01-01T00:00:00.000Z' }));
    await hold(process.ppid);
    await expect(evaluateRun(at('gan-eval.yaml'), options())).rejects.toThrow(
      /out is being written to by another run \(process \d+ on .*, since 2026-01-01.*If there is no such run, remove .*run\.lock/,
    );
    await hold(spawnSync(process.execPath, ['-e', '']).pid);
    const notices: string[] = [];
    await evaluateRun(at('gan-eval.yaml'), options(), { onNotice: (notice) => notices.push(notice) });
    expect(notices[0]).toBe('The run before this one was cut off; what it made is kept.');
    expect(await readdir(at('out'))).not.toContain('run.lock');
  });
});
