import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatisticsNote } from '../../src/config/statistics-note.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { writeDotsWorld } from '../suite/run/dots-world.js';
import { howMany } from './extent.js';
import { finish } from './start.js';
import { statisticsIn } from './statistics-in.js';

const FILES = howMany(10_000, 300);
const SIDE = 8;

/** Ways in which a file `path`, of which `sound` would be the content, is none. */
const ways: Readonly<Record<string, (path: string, sound: Buffer) => Promise<unknown>>> = {
  'cut short': (path, sound) => writeFile(path, sound.subarray(0, sound.length - 40)),
  empty: (path) => writeFile(path, ''),
  'of another kind': (path) => writeFile(path, '%PDF-1.7\n1 0 obj\n<< >>\nendobj\n'),
  text: (path) => writeFile(path, 'see the other folder\n'),
  'a folder': (path) => mkdir(path),
  'a link to nothing': (path) => symlink('/nowhere/at/all.png', path),
  'a pipe': (path) => Promise.resolve(spawnSync('mkfifo', [path])),
  'of a wrong checksum': (path, sound) => writeFile(path, withByte(sound, sound.indexOf('IDAT') + 8)),
  'said to be enormous': (path) => writeFile(path, enormous()),
  'a web page': (path) =>
    writeFile(path.replace(/png$/, 'jpg'), '<!doctype html><title>404 Not Found</title>'),
};

let folder: string;
/** Places of bad files, with what is wrong with each. */
const bad = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-bad-files-'));
  await writeDotsWorld(folder, 2);
  await mkdir(join(folder, 'set'));
  const random = new Mt19937(4);
  const places = random.permutation(FILES);
  const names = Object.keys(ways);
  const count = Math.max(names.length, FILES / 100);
  places.subarray(0, count).forEach((place, i) => bad.set(nameOf(place), names[i % names.length]!));
  for (let i = 0; i < FILES; i++) {
    const data = Uint8Array.from({ length: SIDE * SIDE * 3 }, () => random.integer(0, 256));
    const sound = await sharp(data, { raw: { width: SIDE, height: SIDE, channels: 3 } })
      .png()
      .toBuffer();
    const path = join(folder, 'set', nameOf(i));
    const way = bad.get(nameOf(i));
    await (way === undefined ? writeFile(path, sound) : ways[way]!(path, sound));
  }
});
afterAll(() => rm(folder, { recursive: true }));

const nameOf = (place: number): string => `${String(place).padStart(5, '0')}.png`;
/** Under which a bad file lies in the set. */
const idOf = ([name, way]: readonly [string, string]): string =>
  way === 'a web page' ? name.replace(/png$/, 'jpg') : name;

function withByte(bytes: Buffer, place: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place]! ^= 0xff;
  return copy;
}

/** A PNG whose header promises more pixels than there is memory for. */
function enormous(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(0x7fff_fff0, 0);
  header.writeUInt32BE(0x7fff_fff0, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const rows = deflateSync(Buffer.alloc(1000));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const stats = (...more: readonly string[]) =>
  finish(['stats', 'set', '-o', 'set.npz', '--features', 'tiny.onnx', '--no-cache', ...more], {
    cwd: folder,
    home: join(folder, 'home'),
  });

describe(`${FILES} files, of which some are no images in ten ways`, () => {
  it('have every bad one named, with its reason, and lose no other', async () => {
    const { code, stdout, stderr } = await stats('--on-error', 'skip', '--json');
    expect([code, stderr.split('\n').filter((line) => !line.startsWith('Skipped '))]).toEqual([0, ['']]);
    const { source } = JSON.parse(stdout) as StatisticsNote;
    expect(source.skipped.map(({ id }) => id).sort()).toEqual([...bad].map(idOf).sort());
    expect(source.count).toBe(FILES - bad.size);
    for (const { id, reason } of source.skipped) {
      expect(stderr).toContain(`Skipped ${reason}\n`);
      expect(reason).toMatch(new RegExp(`^${id}: \\S+`));
    }
    // What is left is what a set without them gives.
    await cp(join(folder, 'set'), join(folder, 'sound'), {
      recursive: true,
      filter: (path) => !bad.has(path.slice(path.lastIndexOf('/') + 1)) && !path.endsWith('.jpg'),
    });
    const mixed = await statisticsIn(join(folder, 'set.npz'));
    const args = ['stats', 'sound', '-o', 'set.npz', '--features', 'tiny.onnx', '--no-cache'];
    expect(await finish(args, { cwd: folder, home: join(folder, 'home') })).toMatchObject({ code: 0 });
    const { mu, sigma } = await statisticsIn(join(folder, 'set.npz'));
    expect(mixed).toMatchObject({ mu, sigma });
  });

  it('end stats at the first bad one, which is named with a way on', async () => {
    const { code, stderr } = await stats();
    const first = [...bad].map(idOf).sort()[0]!;
    expect([code, stderr]).toEqual([
      65,
      expect.stringMatching(new RegExp(`^error: set.*${first}.*--on-error skip`)),
    ]);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
