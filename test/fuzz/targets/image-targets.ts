import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { encodeStoredZip } from '../../../src/formats/stored-zip.js';
import { decodeImage } from '../../../src/images/decode-image.js';
import { imageSize } from '../../../src/images/image-size.js';
import { decodeLabelMap } from '../../../src/images/label-map.js';
import { openImageSet } from '../../../src/images/open-image-set.js';
import type { Dice } from '../dice.js';
import { mutateBytes } from '../mutate-bytes.js';
import { mutateImage } from '../mutate-png.js';
import { membersOf, mutateZip } from '../mutate-zip.js';
import type { Target } from '../target.js';

const golden = new URL('../../../fixtures/golden/images/', import.meta.url);
const goldenFile = (name: string): Promise<Buffer> => readFile(new URL(name, golden));

const zips = await Promise.all([
  goldenFile('deflated.zip'),
  Promise.all(['grey.png', '420.jpg', 'palette.gif'].map((name) => goldenFile(`decode/${name}`))).then(
    (files) =>
      Buffer.concat(encodeStoredZip(files.map((file, i) => ({ name: `a/${i}.png`, content: [file] })))),
  ),
]);
const npz = await Promise.all(['images-stored.npz', 'images-deflated.npz'].map(goldenFile));

async function tars(): Promise<Buffer[]> {
  const [png, gif] = await Promise.all([goldenFile('decode/grey.png'), goldenFile('decode/grey.gif')]);
  const archive = pack();
  archive.entry({ name: 'folder/', type: 'directory' });
  archive.entry({ name: 'folder/a.png' }, png);
  archive.entry({ name: `${'long/'.repeat(40)}b.gif` }, gif);
  archive.entry({ name: 'link.png', type: 'symlink', linkname: '/etc/passwd' });
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return [Buffer.concat(chunks)];
}

/** Headers of tar have checksums; they are put right, or nothing would get past them. */
function mutateTar(seeds: readonly Uint8Array[], dice: Dice): Uint8Array {
  const bytes = mutateBytes(seeds, dice);
  if (dice.chance(0.2)) return bytes;
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    if (!bytes.toString('latin1', at + 257, at + 262).startsWith('ustar')) continue;
    bytes.fill(' ', at + 148, at + 156);
    const sum = bytes.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148);
  }
  return bytes;
}

const imageSet = (name: string, extension: string) => ({
  name,
  async parse(input: Uint8Array, folder: string) {
    const path = join(folder, `case.${extension}`);
    await writeFile(path, input);
    const set = await openImageSet(path);
    try {
      for (let i = 0; i < Math.min(set.ids.length, 6); i++) await decodeImage(await set.read(i), set.ids[i]!);
    } finally {
      await set.close();
    }
  },
});

async function pictures(extension: RegExp): Promise<Buffer[]> {
  const names = (await readdir(new URL('decode/', golden))).filter((name) => extension.test(name));
  return Promise.all(names.map((name) => goldenFile(`decode/${name}`)));
}

const decoder = (name: string, extension: RegExp): Target => ({
  name,
  seeds: () => pictures(extension),
  mutate: mutateImage,
  async parse(input) {
    await imageSize({ kind: 'encoded', bytes: input }, 'case');
    await decodeImage({ kind: 'encoded', bytes: input }, 'case');
  },
  share: 0.5,
});

export const imageTargets: readonly Target[] = [
  decoder('image-png', /\.png$/),
  decoder('image-jpeg', /\.jpg$/),
  decoder('image-webp', /\.webp$/),
  decoder('image-avif', /\.avif$/),
  decoder('image-tiff', /\.tif$/),
  decoder('image-gif', /\.gif$/),
  {
    name: 'label-map',
    seeds: () => pictures(/(?:palette|grey|grey2|bilevel)\.png$/),
    mutate: mutateImage,
    parse: (input) => decodeLabelMap(input, 'case'),
  },
  {
    ...imageSet('zip-set', 'zip'),
    seeds: () => Promise.resolve(zips),
    mutate: mutateZip(await Promise.all(zips.map(membersOf))),
  },
  {
    ...imageSet('npz-set', 'npz'),
    seeds: () => Promise.resolve(npz),
    mutate: mutateZip(await Promise.all(npz.map(membersOf))),
  },
  { ...imageSet('tar-set', 'tar'), seeds: tars, mutate: mutateTar },
  {
    ...imageSet('tgz-set', 'tar.gz'),
    seeds: async () => (await tars()).map((tar) => gzipSync(tar)),
    mutate: mutateBytes,
    share: 0.3,
  },
];
