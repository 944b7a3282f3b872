import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRunFile } from '../../src/config/run-source.js';
import { externalWeights } from '../../src/engines/external-weights.js';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { decodeNpy } from '../../src/formats/npy.js';
import { encodeStoredZip } from '../../src/formats/stored-zip.js';
import { decodeImage } from '../../src/images/decode-image.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import { onnxHash } from '../../src/models/onnx-hash.js';
import { openNpz } from '../../src/formats/npz.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-bombs-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(name: string, content: Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

/** A zip of one file, whose directory says what it wants. */
function zipSaying(packed: Uint8Array, method: number, sizeBytes: number): Buffer {
  const zip = Buffer.concat(encodeStoredZip([{ name: 'arr_0.npy', content: [packed] }]));
  const directory = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  for (const [at, size] of [
    [0, 22],
    [directory, 24],
  ] as const) {
    zip.writeUInt16LE(method, at === 0 ? 8 : at + 10);
    zip.writeUInt32LE(sizeBytes, at + size);
  }
  return zip;
}

function npyOf(header: string): Buffer {
  const start = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
  start.writeUInt16LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(header)]);
}

const npyHeader = (descr: string, shape: string, fortran = 'False'): Buffer =>
  npyOf(`{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`);

describe('a file that claims more than it holds', () => {
  it('is refused as a zip entry that deflate could not make', async () => {
    const npz = await openNpz(
      await put('claims.npz', zipSaying(deflateRawSync(Buffer.alloc(100)), 8, 2 ** 30)),
    );
    await expect(npz.read('arr_0')).rejects.toThrow(/the limit is 1032 times/);
    npz.close();
  });

  it('is refused as a zip whose entries share their bytes', async () => {
    const zip = Buffer.concat(
      encodeStoredZip(
        ['a', 'b', 'c'].map((name) => ({ name: `${name}.png`, content: [Buffer.alloc(5000)] })),
      ),
    );
    const directory = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    const entries = zip.subarray(directory, -22);
    // Three entries, and of the bytes those of the first alone.
    const first = zip.subarray(0, 30 + 5 + 5000);
    for (let at = 0; at < entries.length; at += 46 + 5) entries.writeUInt32LE(0, at + 42);
    const end = Buffer.from(zip.subarray(-22));
    end.writeUInt32LE(first.length, 16);
    const path = await put('overlap.zip', Buffer.concat([first, entries, end]));
    await expect(openImageSet(path)).rejects.toThrow(/so that they overlap: a zip bomb, or damaged/);
  });

  it.each<[string, Buffer, RegExp]>([
    [
      'of digits without an end',
      npyOf(`{'descr': '<f8', 'fortran_order': False, 'shape': (${'1'.repeat(60_000)}x`),
      /damaged .npy header/,
    ],
    [
      'of more dimensions than NumPy has',
      npyHeader('<f8', `(${'1,'.repeat(200)})`),
      /at most 64 whole numbers/,
    ],
    ['of texts without characters', npyHeader('<U0', '(9007199254740991,)'), /dtype <U0 is not read/],
    ['of rows without columns', npyHeader('<f8', '(9007199254740991, 0)', 'True'), /^$/],
    ['of a type that JavaScript knows', npyHeader('constructor', '(1,)'), /dtype constructor is not read/],
  ])('is refused as an array %s', (what, bytes, message) => {
    const read = () => decodeNpy(bytes, 'array');
    if (what === 'of rows without columns') expect(read().data).toHaveLength(0);
    else expect(read).toThrow(message);
  });

  it.each([
    ['png', (w: number, h: number) => png(w, h)],
    ['jpeg', (w: number, h: number) => jpeg(w, h)],
  ])('is refused as a %s of more pixels than the limit', async (_, make) => {
    const bytes = make(65_000, 65_000);
    await expect(decodeImage({ kind: 'encoded', bytes }, 'a')).rejects.toThrow(
      /65000 x 65000; the limit is 268435456 pixels/,
    );
  });

  it('is refused as a PNG of 100,000 x 100,000', async () => {
    await expect(decodeImage({ kind: 'encoded', bytes: png(100_000, 100_000) }, 'a')).rejects.toThrow(
      /the limit is 268435456 pixels/,
    );
  });
});

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(2 ** 16))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from('ffd8ffc0000b080000000001011100ffda0008010100003f00', 'hex');
  frame.writeUInt16BE(height, 7);
  frame.writeUInt16BE(width, 9);
  return Buffer.concat([frame, Buffer.alloc(64), Buffer.from('ffd9', 'hex')]);
}

describe('something without an end', () => {
  it('is a folder of a tar archive that says it has a size, which is passed over', async () => {
    const archive = pack();
    archive.entry({ name: 'a/', type: 'directory', size: 2 ** 28 });
    archive.entry({ name: 'a/b.png' }, png(1, 1));
    archive.finalize();
    const chunks: Buffer[] = [];
    for await (const part of archive) chunks.push(part as Buffer);
    const tar = Buffer.concat(chunks);
    tar.write('02000000000', 124);
    tar.fill(' ', 148, 156);
    const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const set = await openImageSet(await put('folder.tar', tar));
    expect(set.ids).toEqual(['a/b.png']);
    await set.close();
  });

  it.skipIf(process.platform === 'win32')(
    'is a pipe or a device among images, which is not read',
    async () => {
      const set = join(folder, 'pipes');
      await mkdir(set);
      execFileSync('mkfifo', [join(set, 'a.png')]);
      await symlink('/dev/zero', join(set, 'b.png'));
      const opened = await openImageSet(set);
      for (const index of [0, 1]) await expect(opened.read(index)).rejects.toThrow(/is no file but a pipe/);
    },
  );

  it.each(['/dev/zero', '../../etc/passwd', 'a/../../b'])(
    'is a file of weights named %s, which is not opened',
    async (location) => {
      const field = (number: number, content: Uint8Array): Buffer => {
        if (content.length > 127) throw new RangeError('too long');
        return Buffer.concat([Buffer.from([number * 8 + 2, content.length]), content]);
      };
      const entry = Buffer.concat([field(1, Buffer.from('location')), field(2, Buffer.from(location))]);
      const model = field(7, field(5, field(13, entry)));
      expect(externalWeights(model)).toEqual([location]);
      const path = await put('weights.onnx', model);
      await expect(onnxHash(path)).rejects.toThrow(/points outside/);
      await expect(onnxRuntime().load({ kind: 'onnx', path })).rejects.toThrow(/points outside/);
    },
  );

  it('is a network within a network, as deep as its file is long', () => {
    let message: Buffer = Buffer.alloc(0);
    const varint = (value: number): number[] =>
      value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
    const wrap = (number: number): void => {
      message = Buffer.concat([Buffer.from([number * 8 + 2, ...varint(message.length)]), message]);
    };
    for (let i = 0; i < 3000; i++) for (const number of [6, 5, 1]) wrap(number);
    wrap(7);
    expect(externalWeights(message)).toEqual([]);
  });
});

describe('a configuration that would take for ever', () => {
  it.each<[string, string, RegExp]>([
    ['nested lists', '['.repeat(200_000), /200000 characters; the limit of a configuration is 65536/],
    ['lists that are nested and closed', '['.repeat(20_000) + ']'.repeat(20_000), /Too deeply nested/],
    ['lists of lists in lines', '- '.repeat(30_000), /Too deeply nested/],
    [
      'keys without number',
      Array.from({ length: 9000 }, (_, i) => `k${i}:\n`).join(''),
      /is no key of a configuration/,
    ],
    ['an alias that stands within itself', 'real: &a [*a]\n', /aliases \(\*name\) cannot be followed/],
  ])('is refused: %s', (_, text, message) => {
    expect(() => parseRunFile(text, 'gan-eval.yaml')).toThrow(message);
  });

  it('names no more problems than anybody reads', () => {
    const text = Array.from({ length: 5000 }, (_, i) => `k${i}:\n`).join('');
    let message = '';
    try {
      parseRunFile(text, 'gan-eval.yaml');
    } catch (error) {
      message = String(error);
    }
    expect(message.split('\n')).toHaveLength(20);
  });
});
