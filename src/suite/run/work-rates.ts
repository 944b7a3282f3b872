import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { makeFolder } from '../../formats/make-folder.js';

const ratesSchema = z.record(z.string(), z.number().positive());

/** Kept by a run for the next one, seconds an image. */
export class WorkRates {
  readonly #path: string | undefined;
  readonly #rates: Map<string, number>;

  private constructor(path: string | undefined, rates: Readonly<Record<string, number>>) {
    this.#path = path;
    this.#rates = new Map(Object.entries(rates));
  }

  /** @param path - of their file; one that is not there or cannot be read holds none. undefined: they are not kept */
  static async load(path: string | undefined): Promise<WorkRates> {
    if (path === undefined) return new WorkRates(path, {});
    try {
      return new WorkRates(path, ratesSchema.parse(JSON.parse(await readFile(path, 'utf8'))));
    } catch {
      return new WorkRates(path, {});
    }
  }

  /** @param key - of a kind of work, on a kind of device */
  secondsPerImage(key: string): number | undefined {
    return this.#rates.get(key);
  }

  set(key: string, secondsPerImage: number): void {
    this.#rates.set(key, secondsPerImage);
  }

  async save(): Promise<void> {
    if (this.#path === undefined) return;
    await makeFolder(dirname(this.#path));
    await writeFileAtomically(this.#path, [
      Buffer.from(`${JSON.stringify(Object.fromEntries(this.#rates), null, 2)}\n`),
    ]);
  }
}
