import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = '/sys/fs/cgroup';

/** A control group that processes are put into, whose memory the kernel holds under a limit. */
export class MemoryCap {
  readonly kind: 'cgroup v1' | 'cgroup v2';
  readonly #folder: string;

  /** @throws Error if there are no control groups here that can be written */
  constructor(name: string, limitBytes: number) {
    const isV1 = existsSync(join(ROOT, 'memory'));
    this.kind = isV1 ? 'cgroup v1' : 'cgroup v2';
    this.#folder = join(ROOT, isV1 ? 'memory' : '', `${name}-${process.pid}`);
    mkdirSync(this.#folder);
    try {
      const limits = isV1
        ? ['memory.limit_in_bytes', 'memory.memsw.limit_in_bytes']
        : ['memory.max', 'memory.swap.max'];
      this.#write(limits[0]!, limitBytes);
      this.#write(limits[1]!, isV1 ? limitBytes : 0);
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  /** A shell's words that put itself, and what it then becomes, under the cap. */
  get entry(): string {
    return `echo $$ > '${join(this.#folder, 'cgroup.procs')}'`;
  }

  remove(): void {
    rmdirSync(this.#folder);
  }

  #write(file: string, value: number): void {
    writeFileSync(join(this.#folder, file), String(value));
  }
}
