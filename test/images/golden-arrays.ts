import { fileURLToPath } from 'node:url';
import type { NpyArray } from '../../src/formats/npy.js';
import { openNpz } from '../../src/formats/npz.js';

/** All arrays of an .npz in fixtures/golden/images. */
export async function goldenArrays(file: string): Promise<ReadonlyMap<string, NpyArray>> {
  const npz = await openNpz(goldenPath(file));
  try {
    const arrays = new Map<string, NpyArray>();
    for (const name of npz.names) arrays.set(name, await npz.read(name));
    return arrays;
  } finally {
    npz.close();
  }
}

export function goldenPath(file: string): string {
  return fileURLToPath(new URL(`../../fixtures/golden/images/${file}`, import.meta.url));
}
