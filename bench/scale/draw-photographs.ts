import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Mt19937 } from '../../src/math/mt19937.js';

const WIDTH_PX = 1024;
const HEIGHT_PX = 768;
/** How far a picture is cut out from the corner of its base. */
const MARGIN_PX = 64;
const CUTS_A_BASE = 1000;
/** Cells of a base's noise along its width, each scale half as strong as the one before: as details of photographs are. */
const SCALES = [4, 8, 16, 32, 64, 128, 256, 512];
const GRAIN = 12;
const AT_ONCE = 4;

/**
 * Fills a folder with distinct JPEGs of 1024 x 768, each some 100 KB, as long to decode as photographs: cuts of a few pictures of noise at
 * many scales, every one from another place and in another quality. Those that are there already are kept.
 */
export async function drawPhotographs(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const there = new Set(await readdir(folder));
  for (let first = 0; first < count; first += CUTS_A_BASE) {
    const indices = Array.from({ length: Math.min(CUTS_A_BASE, count - first) }, (_, i) => first + i);
    const missing = indices.filter((index) => !there.has(nameOf(index)));
    if (missing.length === 0) continue;
    const base = await drawBase(new Mt19937(first));
    const work = async () => {
      for (let index = missing.pop(); index !== undefined; index = missing.pop()) {
        await writeFile(join(folder, nameOf(index)), await cut(base, index));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
}

function nameOf(index: number): string {
  return `${String(index).padStart(6, '0')}.jpg`;
}

const width = WIDTH_PX + MARGIN_PX;
const height = HEIGHT_PX + MARGIN_PX;
const raw = { width, height, channels: 3 } as const;

function cut(base: Buffer, index: number): Promise<Buffer> {
  const place = index % CUTS_A_BASE;
  return sharp(base, { raw })
    .extract({
      left: place % MARGIN_PX,
      top: Math.floor(place / MARGIN_PX) % MARGIN_PX,
      width: WIDTH_PX,
      height: HEIGHT_PX,
    })
    .jpeg({ quality: 74 + (index % 8) })
    .toBuffer();
}

async function drawBase(generator: Mt19937): Promise<Buffer> {
  const sums = new Float32Array(width * height * 3).fill(128);
  for (const [octave, columns] of SCALES.entries()) {
    const rows = Math.ceil((columns * height) / width);
    const noise = Uint8Array.from({ length: columns * rows * 3 }, () => generator.uint32() >>> 24);
    const smooth = await sharp(noise, { raw: { width: columns, height: rows, channels: 3 } })
      .resize(width, height, { kernel: 'cubic', fit: 'fill' })
      .raw()
      .toBuffer();
    for (let i = 0; i < sums.length; i++) sums[i]! += (smooth[i]! - 128) / 2 ** (octave * 0.7);
  }
  return Buffer.from(
    Uint8ClampedArray.from(sums, (value) => value + ((generator.uint32() >>> 8) % GRAIN) - GRAIN / 2),
  );
}
