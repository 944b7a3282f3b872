import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory, of a size that can be changed. */
export class SmallDisk {
  readonly path: string;

  /** @param path - a folder, made if need be */
  constructor(path: string, sizeKib: number) {
    mkdirSync(path, { recursive: true });
    this.path = path;
    mount('-t', 'tmpfs', '-o', `size=${sizeKib}k`, 'tmpfs', path);
  }

  resize(sizeKib: number): void {
    mount('-o', `remount,size=${sizeKib}k`, this.path);
  }

  setReadOnly(readOnly: boolean): void {
    mount('-o', `remount,${readOnly ? 'ro' : 'rw'}`, this.path);
  }

  remove(): void {
    spawnSync('umount', [this.path]);
  }
}

function mount(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount ${args.join(' ')}: ${stderr}`);
}

/** Why no disk can be mounted here; undefined: it can. */
export async function whyNoSmallDisk(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-eval-mount-'));
  try {
    const place = join(folder, 'disk');
    await mkdir(place);
    new SmallDisk(place, 64).remove();
    return undefined;
  } catch (error) {
    return `a small disk cannot be mounted here, which takes root: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await rm(folder, { recursive: true });
  }
}
