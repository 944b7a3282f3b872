import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockRunFolder } from '../../../src/suite/run/run-lock.js';

let folder: string;
const silent = (): void => undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-lock-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('lockRunFolder', () => {
  it('keeps a folder until it is let go of', async () => {
    const out = join(folder, 'kept');
    const release = await lockRunFolder(out, silent);
    expect(JSON.parse(await readFile(join(out, 'run.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await expect(lockRunFolder(out, silent)).rejects.toThrow(/another run/);
    release();
    expect(await readdir(out)).toEqual([]);
    (await lockRunFolder(out, silent))();
  });

  it('takes over what a dead process, or one that was killed while writing, has left', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const dead = JSON.stringify({ pid, host: (await import('node:os')).hostname(), startedAt: '' });
    for (const content of [dead, '', '{"pid":']) {
      await writeFile(join(folder, 'run.lock'), content);
      const notices: string[] = [];
      (await lockRunFolder(folder, (notice) => notices.push(notice)))();
      expect(notices).toHaveLength(1);
    }
  });

  it('takes over what a process of the same number has left, as the first process of a container does', async () => {
    const { hostname } = await import('node:os');
    const before = JSON.stringify({ pid: process.pid, host: hostname(), startedAt: '' });
    await writeFile(join(folder, 'run.lock'), before);
    (await lockRunFolder(folder, silent))();
  });

  it('lets one of several take over', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const { hostname } = await import('node:os');
    await writeFile(join(folder, 'run.lock'), JSON.stringify({ pid, host: hostname(), startedAt: '' }));
    const attempts = Array.from({ length: 4 }, () => lockRunFolder(folder, silent));
    const settled = await Promise.allSettled(attempts);
    const held = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(held).toHaveLength(1);
    held[0]!();
  });

  it('lets one of several through', async () => {
    const out = join(folder, 'raced');
    const attempts = Array.from({ length: 8 }, () => lockRunFolder(out, silent));
    const settled = await Promise.allSettled(attempts);
    const held = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(held).toHaveLength(1);
    held[0]!();
  });
});
