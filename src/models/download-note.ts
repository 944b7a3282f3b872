import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CacheError } from './cache-error.js';

const schema = z.object({ url: z.string(), validator: z.string() });

/** Says, beside the beginning of a file, which version of which file it is the beginning of. */
export class DownloadNote {
  readonly #path: string;
  readonly #url: string;

  constructor(folder: string, url: string) {
    this.#path = join(folder, 'source.json');
    this.#url = url;
  }

  /** The server's mark of that version; undefined if what is there cannot be continued. */
  async read(): Promise<string | undefined> {
    try {
      const { url, validator } = schema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
      return url === this.#url ? validator : undefined;
    } catch {
      // None, or a damaged one: the download starts over.
      return undefined;
    }
  }

  async write(headers: { get(name: string): string | null }): Promise<void> {
    const etag = headers.get('etag');
    // Only a strong validator promises the same bytes.
    const validator = etag?.startsWith('"') === true ? etag : headers.get('last-modified');
    if (validator === null) {
      await this.remove();
      return;
    }
    try {
      await writeFile(this.#path, JSON.stringify({ url: this.#url, validator }));
    } catch (cause) {
      throw new CacheError(this.#path, cause);
    }
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}
