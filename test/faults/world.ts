import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { dotsRunFile, writeDotsWorld } from '../suite/run/dots-world.js';

/** Real images of a world, and samples of each of its three points. */
export const COUNT = 8;
/** Of a run, in a folder of a world. */
export const OUT = 'out';

/** Folders with the same small world in each: a run in it takes a second or two. */
export class Worlds {
  readonly #folder: string;
  #made = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async create(): Promise<Worlds> {
    const worlds = new Worlds(await mkdtemp(join(tmpdir(), 'gan-eval-faults-')));
    const first = join(worlds.#folder, 'first');
    await writeDotsWorld(first, COUNT);
    await writeFile(join(first, 'gan-eval.yaml'), dotsRunFile());
    return worlds;
  }

  /** @param prepare - makes the folder, such as by mounting something there */
  async next(prepare: (folder: string) => unknown = mkdir): Promise<string> {
    const folder = join(this.#folder, String(this.#made++));
    await prepare(folder);
    await cp(join(this.#folder, 'first'), folder, { recursive: true });
    return folder;
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true });
  }
}

/** What of a result depends on when and where it was made. */
const circumstances = new Set(['createdAt', 'seconds', 'machine']);

/** All that a run makes that is the same whenever and wherever it is made: the result, and the bytes of every other file. */
export async function outcomeOf(world: string): Promise<Record<string, string>> {
  const out = join(world, OUT);
  const outcome: Record<string, string> = {};
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(out, path);
    // These tell the times that the result tells.
    if (/^report\.(?:html|md)$|^junit\.xml$/.test(name)) outcome[name] = 'is there';
    else if (name === 'result.json') outcome[name] = timeless(await readFile(path, 'utf8'));
    else
      outcome[name] = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
  }
  return outcome;
}

/** JSON without what changes from run to run. */
export function timeless(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value: unknown) =>
    circumstances.has(key) ? undefined : value,
  );
}
