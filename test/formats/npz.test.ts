import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { decodeNpy, encodeNpy, toFloat64, type NpyArray } from '../../src/formats/npy.js';
import { openNpz, writeNpz } from '../../src/formats/npz.js';

const golden = new URL('../../fixtures/golden/images/', import.meta.url);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-npz-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readAll(path: string): Promise<Record<string, NpyArray>> {
  const npz = await openNpz(path);
  try {
    const arrays: Record<string, NpyArray> = {};
    for (const name of npz.names) arrays[name] = await npz.read(name);
    return arrays;
  } finally {
    npz.close();
  }
}

/** A .npy file with a header of the test's making. */
function npyWith(header: string, payload: Uint8Array = new Uint8Array()): Uint8Array {
  const start = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
  start.writeUInt16LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(header, 'latin1'), payload]);
}

describe('openNpz', () => {
  it.each(['numpy-stored.npz', 'numpy-deflated.npz'])('reads what NumPy wrote: %s', async (file) => {
    const arrays = await readAll(fileURLToPath(new URL(file, golden)));
    expect(arrays).toEqual({
      f4: { dims: [2, 3], data: Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5) },
      f8: { dims: [2, 3], data: Float64Array.of(0, 0.1, 0.2, 0.1 * 3, 0.4, 0.5) },
      fortran: { dims: [2, 3], data: Float64Array.of(0, 1, 2, 3, 4, 5) },
      u1: { dims: [1, 2, 2], data: Uint8Array.of(0, 1, 254, 255) },
      i4: { dims: [3], data: Int32Array.of(-2147483648, 0, 2147483647) },
      i8: { dims: [1], data: BigInt64Array.of(-(2n ** 60n)) },
      text: { dims: [], data: ['{"größe": "𝄞"}'] },
      words: { dims: [2], data: ['a', 'longer'] },
      empty: { dims: [0, 4], data: new Float64Array(0) },
    });
  });

  it('says what there is when an array is missing', async () => {
    const path = join(folder, 'other.npz');
    await writeNpz(path, { features: { dims: [1], data: Float32Array.of(1) } });
    const npz = await openNpz(path);
    await expect(npz.read('mu')).rejects.toThrow(/other\.npz: no array "mu"; it holds features/);
    npz.close();
  });

  it('refuses what is no zip archive', async () => {
    const path = join(folder, 'text.npz');
    await writeFile(path, 'just text');
    await expect(openNpz(path)).rejects.toThrow(InputError);
    await expect(openNpz(join(folder, 'absent.npz'))).rejects.toThrow(/absent\.npz: .*no such file/);
  });

  it('notices a flipped bit', async () => {
    const path = join(folder, 'flipped.npz');
    await writeNpz(path, { mu: { dims: [4], data: Float64Array.of(1, 2, 3, 4) } });
    const bytes = await readFile(path);
    bytes[170]! ^= 1;
    await writeFile(path, bytes);
    const npz = await openNpz(path);
    await expect(npz.read('mu')).rejects.toThrow(/checksum/);
    npz.close();
  });
});

describe('writeNpz', () => {
  const arrays = {
    mu: { dims: [3], data: Float64Array.of(1, -0, Math.PI) },
    sigma: { dims: [2, 2], data: Float64Array.of(1, 0.5, 0.5, 2) },
    none: { dims: [0, 32], data: new Uint8Array(new ArrayBuffer(0)) },
    gan_eval: { dims: [], data: ['{"n": 5, "naïve": "✓"}'] },
  };

  it('comes back as it was', async () => {
    const path = join(folder, 'round.npz');
    await writeNpz(path, arrays);
    expect(await readAll(path)).toEqual(arrays);
  });

  it('gives the same bytes for the same arrays', async () => {
    const [a, b] = [join(folder, 'a.npz'), join(folder, 'b.npz')];
    await writeNpz(a, arrays);
    await writeNpz(b, arrays);
    expect(await readFile(a)).toEqual(await readFile(b));
  });

  it('leaves nothing behind when it fails', async () => {
    const before = await readdir(folder);
    await expect(writeNpz(join(folder, 'no', 'such', 'folder.npz'), arrays)).rejects.toThrow();
    // The target is a folder: the rename fails after the temporary file has been written.
    await expect(writeNpz(folder, arrays)).rejects.toThrow();
    expect(await readdir(folder)).toEqual(before);
    expect((await readdir(join(folder, '..'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('refuses an array whose shape and data differ', async () => {
    await expect(
      writeNpz(join(folder, 'x.npz'), { mu: { dims: [3], data: Float64Array.of(1) } }),
    ).rejects.toThrow(RangeError);
  });
});

describe('decodeNpy', () => {
  it.each([
    ["{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", /pickled Python objects .* never loaded/],
    ["{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", /records/],
    [
      "{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }",
      /dtype >f8 is not read; expected one of <f4/,
    ],
    [
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
      /says <f8 of shape \(2\), 16 bytes, but 8 follow/,
    ],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 99999999999), }", /cannot be real/],
    ["{'descr': '<f8', 'fortran_order': True, 'shape': (1, 1, 1), }", /ascontiguousarray/],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': __import__('os'), }", /damaged \.npy header/],
  ])('refuses %s', (header, message) => {
    const bytes = npyWith(header, new Uint8Array(8));
    expect(() => decodeNpy(bytes, 'x')).toThrow(InputError);
    expect(() => decodeNpy(bytes, 'x')).toThrow(message);
  });

  it('refuses what is cut short or no array', () => {
    const [header] = encodeNpy({ dims: [1], data: Float64Array.of(1) });
    expect(() => decodeNpy(header!, 'x')).toThrow(/8 bytes, but 0 follow/);
    expect(() => decodeNpy(header!.subarray(0, 40), 'x')).toThrow(/cut short/);
    expect(() => decodeNpy(Buffer.from('PNG, surely'), 'x')).toThrow(/not a NumPy array/);
  });

  it('reads from an unaligned start', () => {
    const file = Buffer.concat([Buffer.alloc(3), ...encodeNpy({ dims: [2], data: Float64Array.of(1, 2) })]);
    expect(decodeNpy(file.subarray(3), 'x').data).toEqual(Float64Array.of(1, 2));
  });
});

describe('toFloat64', () => {
  it('converts numbers and refuses text', () => {
    expect(toFloat64({ dims: [1], data: BigInt64Array.of(7n) }, 'x')).toEqual(Float64Array.of(7));
    expect(toFloat64({ dims: [1], data: Float32Array.of(0.5) }, 'x')).toEqual(Float64Array.of(0.5));
    expect(() => toFloat64({ dims: [1], data: ['7'] }, 'x')).toThrow(/holds text/);
  });
});
