import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ImageError, InputError } from '../../src/errors.js';
import { writeNpz } from '../../src/formats/npz.js';
import { encodeStoredZip } from '../../src/formats/stored-zip.js';
import { contentHash } from '../../src/images/content-hash.js';
import type { ImageSet } from '../../src/images/image-set.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import { goldenPath } from './golden-arrays.js';

let folder: string;
let temporary: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-set-'));
  temporary = join(folder, 'temporary');
  await mkdir(temporary);
  // A place of our own for temporary files, so that what is left there is known to be ours.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Names out of order, in several spellings, among things that are no images. */
const FILES: Readonly<Record<string, string>> = {
  'b.png': 'bytes of b',
  'a/z.JPG': 'bytes of z',
  'a-b.webp': 'bytes of a-b',
  'B.tiff': 'bytes of B',
  'a/é.gif': 'bytes of é',
  'notes.txt': 'text',
  'a/data.json': '{}',
  '__MACOSX/._b.png': 'resource fork',
  'a/.hidden.png': 'hidden',
};
const IDS = ['B.tiff', 'a-b.webp', 'a/z.JPG', 'a/é.gif', 'b.png'];

async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, ...name.split('/'));
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
  }
  return root;
}

function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const stored = Object.entries(files).map(([name, content]) => ({ name, content: [Buffer.from(content)] }));
  return Buffer.concat(encodeStoredZip(stored));
}

async function tarOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

async function put(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function contents(set: ImageSet): Promise<string[]> {
  // All at once: reads may overlap.
  const images = await Promise.all(set.ids.map((_, i) => set.read(i)));
  return images.map((image) => (image.kind === 'encoded' ? Buffer.from(image.bytes).toString() : 'pixels'));
}

describe('openImageSet', () => {
  const kinds: readonly (readonly [string, () => Promise<string>])[] = [
    ['folder', () => writeFiles(join(folder, 'plain'), FILES)],
    ['zip', () => put('files.zip', zipOf(FILES))],
    ['tar', async () => put('files.tar', await tarOf(FILES))],
    ['tar.gz', async () => put('files.TAR.GZ', gzipSync(await tarOf(FILES)))],
  ];

  it.each(kinds)('lists and reads a %s in the same order as every other', async (kind, make) => {
    const location = await make();
    const set = await openImageSet(location);
    expect(set.location).toBe(location);
    expect(set.ids).toEqual(IDS);
    expect(await contents(set)).toEqual(IDS.map((id) => FILES[id]));
    const others = ['a/.hidden.png', 'a/data.json', 'notes.txt'];
    expect(set.ignored).toEqual([kind === 'folder' ? '__MACOSX/' : '__MACOSX/._b.png', ...others]);
    await set.close();
  });

  it('reads deflated archives made elsewhere', async () => {
    const set = await openImageSet(goldenPath('deflated.zip'));
    expect(set.ids).toEqual(['a/one.png', 'two.png']);
    expect(await contents(set)).toEqual(['one '.repeat(100), 'two '.repeat(100)]);
    await set.close();
  });

  it('leaves no temporary file behind, and removes what a killed process has left', async () => {
    // No process has this number: it is above what kernels give out.
    const left = `gan-eval-spool-${hostname().replace(/[^\w-]/g, '_')}-99999999-abcdef`;
    await mkdir(join(temporary, left));
    const set = await openImageSet(await put('temporary.tgz', gzipSync(await tarOf(FILES))));
    expect(await readdir(temporary)).toHaveLength(1);
    await set.close();
    await expect(openImageSet(await put('none.tgz', gzipSync(await tarOf({ a: 'x' }))))).rejects.toThrow(
      InputError,
    );
    await expect(
      openImageSet(await put('cut.tgz', gzipSync('x'.repeat(999)).subarray(0, 20))),
    ).rejects.toThrow(/cut\.tgz: cannot be unpacked .*unexpected end of file/);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('does not run in circles', async () => {
    const root = await writeFiles(join(folder, 'circle'), { 'in/a.png': 'a', 'other/b.png': 'b' });
    await symlink(root, join(root, 'in', 'back'), 'junction');
    await symlink(join(root, 'other'), join(root, 'twice'), 'junction');
    const set = await openImageSet(root);
    expect(set.ids).toEqual(['in/a.png', 'other/b.png', 'twice/b.png']);
    expect(set.ignored).toEqual(['in/back/']);
    await set.close();
  });

  it('names an image that has gone', async () => {
    const root = await writeFiles(join(folder, 'gone'), { 'a.png': 'a' });
    const set = await openImageSet(root);
    await rm(join(root, 'a.png'));
    await expect(set.read(0)).rejects.toThrow(ImageError);
    await expect(set.read(0)).rejects.toThrow('a.png: cannot be read: no such file or folder');
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    ['nothing', () => Promise.resolve(join(folder, 'absent')), /absent: cannot be opened: no such file/],
    [
      'an empty folder',
      () => mkdir(join(folder, 'empty'), { recursive: true }).then((made) => made!),
      /it is empty$/,
    ],
    [
      'a folder without images',
      () => writeFiles(join(folder, 'texts'), { 'a.txt': '', 'b.TXT': '', 'c.json': '', README: '' }),
      /texts: no image in it .*; it holds 4 other files: 2 \.txt, 1 \.json, 1 without extension$/,
    ],
    [
      'some other file',
      () => put('stats.pkl', 'x'),
      /stats\.pkl: not a set of images; expected a folder, or/,
    ],
    ['a zip that is none', () => put('no.zip', 'text'), /no\.zip: cannot be read as a zip archive/],
    [
      'a zip cut short',
      () => put('cut.zip', zipOf(FILES).subarray(0, 300)),
      /cut\.zip: cannot be read as a zip/,
    ],
    [
      'a zip that leads outside',
      () => put('out.zip', zipOf({ '../x.png': 'x' })),
      /out\.zip: .*"\.\.\/x\.png" points outside/,
    ],
    [
      'the same by backslashes',
      () => put('win.zip', zipOf({ 'a\\..\\..\\x.png': 'x' })),
      /win\.zip: .* points outside/,
    ],
    [
      'a zip with an absolute name',
      () => put('abs.zip', zipOf({ '/x.png': 'x' })),
      /abs\.zip: .*"\/x\.png" points outside/,
    ],
    [
      'a zip with a drive',
      () => put('drive.zip', zipOf({ 'C:/x.png': 'x' })),
      /drive\.zip: .*"C:\/x\.png" points outside/,
    ],
    [
      'an encrypted zip',
      () => Promise.resolve(goldenPath('encrypted.zip')),
      /encrypted\.zip: a\.png is encrypted/,
    ],
    [
      'a tar that leads outside',
      async () => put('out.tar', await tarOf({ 'a/../../x.png': 'x' })),
      /out\.tar: .* points outside/,
    ],
    [
      'a tar cut short',
      async () => put('cut.tar', (await tarOf(FILES)).subarray(0, 1100)),
      /cut\.tar: damaged or cut short/,
    ],
    [
      'a tar cut short inside a file',
      async () => put('inside.tar', (await tarOf({ 'a.png': 'x'.repeat(5000) })).subarray(0, 2000)),
      /inside\.tar: damaged or cut short/,
    ],
    ['a tar that is none', () => put('no.tar', 'x'.repeat(2000)), /no\.tar: damaged or cut short, or no tar/],
    [
      'two files of one name',
      async () =>
        put(
          'twice.tar',
          Buffer.concat([(await tarOf({ 'a.png': '1' })).subarray(0, 1024), await tarOf({ 'a.png': '2' })]),
        ),
      /twice\.tar: holds two files named a\.png/,
    ],
  ])('refuses %s', async (_, make, message) => {
    const location = await make();
    await expect(openImageSet(location)).rejects.toThrow(InputError);
    await expect(openImageSet(location)).rejects.toThrow(message);
  });

  it('refuses an entry that unpacks to more than the limit, before unpacking it', async () => {
    const zip = zipOf({ 'bomb.png': 'x' });
    const directory = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    zip.writeUInt16LE(8, directory + 10);
    zip.writeUInt32LE(0xfffffff0, directory + 24);
    const set = await openImageSet(await put('bomb.zip', zip));
    await expect(set.read(0)).rejects.toThrow(ImageError);
    await expect(set.read(0)).rejects.toThrow(
      'bomb.png: 4294967280 bytes; the limit is 536870912 bytes an image',
    );
    await set.close();
  });

  it('notices a flipped bit in a zip', async () => {
    const zip = zipOf({ 'a.png': 'hello' });
    zip[zip.indexOf('hello')]! ^= 1;
    const set = await openImageSet(await put('flipped.zip', zip));
    await expect(set.read(0)).rejects.toThrow(/^a\.png: cannot be read: .*checksum/);
    await set.close();
  });
});

describe('openImageSet of an .npz', () => {
  it.each(['images-stored.npz', 'images-deflated.npz'])('reads %s image by image', async (file) => {
    const set = await openImageSet(goldenPath(file));
    expect(set.ids).toEqual(['arr_0[0]', 'arr_0[1]', 'arr_0[2]']);
    const images = await Promise.all([2, 0, 1].map((index) => set.read(index)));
    images.forEach((image, i) => {
      const first = [2, 0, 1][i]! * 24;
      const data = Buffer.from(Array.from({ length: 24 }, (_, k) => first + k));
      expect(image).toEqual({ kind: 'pixels', image: { widthPx: 4, heightPx: 2, data } });
    });
    await set.close();
    expect(await readdir(temporary)).toEqual([]);
  });

  const bytes = new Uint8Array(24);
  it.each([
    ['no arr_0', { mu: { dims: [1], data: Float64Array.of(1) } }, /no array "arr_0"; it holds mu/],
    [
      'floats',
      { arr_0: { dims: [1, 2, 4, 3], data: new Float32Array(24) } },
      /is <f4 of shape \(1, 2, 4, 3\); expected images, uint8/,
    ],
    [
      'channels first',
      { arr_0: { dims: [1, 3, 2, 4], data: bytes } },
      /shape \(1, 3, 2, 4\); expected images/,
    ],
    ['a single image', { arr_0: { dims: [2, 4, 3], data: bytes } }, /shape \(2, 4, 3\); expected images/],
    [
      'no image',
      { arr_0: { dims: [0, 2, 4, 3], data: new Uint8Array() } },
      /shape \(0, 2, 4, 3\); expected images/,
    ],
  ])('refuses one with %s', async (name, arrays, message) => {
    const path = join(folder, `${name}.npz`);
    await writeNpz(path, arrays);
    await expect(openImageSet(path)).rejects.toThrow(InputError);
    await expect(openImageSet(path)).rejects.toThrow(message);
  });

  it('refuses one whose header promises more than there is', async () => {
    const path = join(folder, 'lies.npz');
    await writeNpz(path, { arr_0: { dims: [1, 2, 4, 3], data: bytes } });
    const npz = await readFile(path);
    npz.write('(9, 2', npz.indexOf('(1, 2'));
    await writeFile(path, npz);
    await expect(openImageSet(path)).rejects.toThrow(
      /says \|u1 of shape \(9, 2, 4, 3\), 216 bytes, but 24 follow/,
    );
  });

  it('refuses pickled objects', async () => {
    await expect(openImageSet(goldenPath('objects.npz'))).rejects.toThrow(
      /arr_0: holds pickled Python objects/,
    );
  });
});

describe('contentHash', () => {
  it('is the SHA-256 of the bytes, or of size and pixels', () => {
    expect(contentHash({ kind: 'encoded', bytes: Buffer.from('abc') })).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    const data = new Uint8Array(6);
    const wide = contentHash({ kind: 'pixels', image: { widthPx: 2, heightPx: 1, data } });
    expect(contentHash({ kind: 'pixels', image: { widthPx: 1, heightPx: 2, data } })).not.toBe(wide);
    expect(wide).toMatch(/^[0-9a-f]{64}$/);
  });
});
