import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

  it('believes of another computer that it has let go once it has long been silent, and stays so', async () => {
    const path = join(folder, 'run.lock');
    await writeFile(path, JSON.stringify({ pid: 1, host: 'elsewhere', startedAt: '' }));
    await expect(lockRunFolder(folder, silent, 0)).rejects.toThrow(/process 1 on elsewhere/);
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(path, longAgo, longAgo);
    const watched = lockRunFolder(folder, silent, 1000);
    await sleep(400);
    await utimes(path, longAgo, new Date(longAgo.getTime() + 15_000));
    await expect(watched).rejects.toThrow(/process 1 on elsewhere/);
    (await lockRunFolder(folder, silent, 20))();
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
