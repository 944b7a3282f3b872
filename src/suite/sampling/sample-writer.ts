import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { makeFolder } from '../../formats/make-folder.js';
import type { RgbImage } from '../../images/image.js';

/** Images that are encoded and written while the generator makes the next. */
const AT_A_TIME = 4;

/** Writes images as PNG files, each there whole or not at all. */
export class SampleWriter {
  readonly #folder: string;
  readonly #onWritten: (file: string) => void;
  readonly #pending = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];

  /** @param onWritten - is told when a file is there */
  constructor(folder: string, onWritten: (file: string) => void) {
    this.#folder = folder;
    this.#onWritten = onWritten;
  }

  /** Returns when there is room for another image. @throws whatever writing an earlier one threw */
  async add(file: string, image: RgbImage): Promise<void> {
    const writing = this.#write(file, image)
      .catch((error: unknown) => {
        this.#failures.push(error);
      })
      .finally(() => this.#pending.delete(writing));
    this.#pending.add(writing);
    if (this.#pending.size >= AT_A_TIME) await Promise.race(this.#pending);
    this.#throwFirst();
  }

  /** Waits for all images. @throws whatever writing one of them threw */
  async finish(): Promise<void> {
    await Promise.all(this.#pending);
    this.#throwFirst();
  }

  #throwFirst(): void {
    if (this.#failures.length > 0) throw this.#failures[0];
  }

  async #write(file: string, { widthPx, heightPx, data }: RgbImage): Promise<void> {
    const path = join(this.#folder, file);
    const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
    const png = await sharp(data, { raw }).png().toBuffer();
    await makeFolder(dirname(path));
    await writeFileAtomically(path, [png]);
    this.#onWritten(file);
  }
}
