import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImageError, InputError } from '../../src/errors.js';
import { writeNpz } from '../../src/formats/npz.js';
import { encodeStoredZip } from '../../src/formats/stored-zip.js';
import { contentHash } from '../../src/images/content-hash.js';
import { openImageSet } from '../../src/images/open-image-set.js';
import {
  startFaultyServer,
  startS3Server,
  useS3Server,
  type Fault,
  type FaultyServer,
  type S3Server,
} from '../storage/s3-server.js';

let server: S3Server;
let folder: string;

/** Keys that are spelt in URLs, XML and folders in their own ways. */
const FILES: Readonly<Record<string, string>> = {
  'b.png': 'bytes of b',
  'a/z.JPG': 'bytes of z',
  'a-b.webp': 'bytes of a-b',
  'B.tiff': 'bytes of B',
  'a/é.gif': 'bytes of é',
  'with space.png': 'space',
  'one+two.png': 'plus',
  '50%.png': 'percent',
  '%2F.png': 'no slash',
  'c#d?.png': 'ends of URLs',
  '日本/雪.png': 'snow',
  '\u{1F600}.png': 'beyond the basic plane',
  '\uFF5E.png': 'at the end of the basic plane',
  'notes.txt': 'text',
  'a/data.json': '{}',
  '__MACOSX/._b.png': 'resource fork',
  'a/.hidden.png': 'hidden',
  'a/.git/deep/c.png': 'in a hidden folder',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-s3-set-'));
  server = await startS3Server();
  await server.put('pictures', below('real/', FILES));
  await server.put('pictures', { 'realistic/other.png': 'of another set', 'empty/.keep': '' });
  for (const [name, content] of Object.entries(FILES)) {
    const path = join(folder, 'real', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  useS3Server(server.endpoint);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function below(prefix: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [prefix + name, content]));
}

/** Everything that can be told of a set. */
async function read(location: string) {
  const set = await openImageSet(location);
  const hashes = await Promise.all(set.ids.map(async (_, i) => contentHash(await set.read(i))));
  await set.close();
  return { ids: set.ids, ignored: set.ignored, hashes };
}

async function withFaults<T>(fault: Fault, action: (faulty: FaultyServer) => Promise<T>): Promise<T> {
  const faulty = await startFaultyServer(server.endpoint, fault);
  useS3Server(faulty.endpoint);
  try {
    return await action(faulty);
  } finally {
    await faulty.close();
  }
}

describe('a prefix', () => {
  it('is the set that a folder with these files is, whether it ends in / or not', async () => {
    const expected = await read(join(folder, 'real'));
    expect(expected.ids).toHaveLength(13);
    expect(await read('s3://pictures/real')).toEqual(expected);
    expect(await read('s3://pictures/real/')).toEqual(expected);
  });

  it('may be all of a bucket', async () => {
    expect((await read('s3://pictures')).ids).toContain('realistic/other.png');
  });

  it('is listed in pages', async () => {
    const names = Array.from({ length: 1_600 }, (_, i) => `${String(i).padStart(5, '0')}.png`);
    await server.put('many', Object.fromEntries(names.map((name) => [`part/${name}`, name])));
    await withFaults(
      () => undefined,
      async ({ requests }) => {
        const set = await openImageSet('s3://many/part');
        expect(set.ids).toEqual(names);
        expect(requests).toHaveLength(2);
        expect(await set.read(1_550)).toEqual({ kind: 'encoded', bytes: Buffer.from('01550.png') });
      },
    );
  });
});

const noImages = 'no image in it (png, jpg, webp, avif, tif, gif)';
it.each([
  ['s3://nowhere/real', 'cannot be listed: there is no such bucket'],
  ['s3://pictures/reel', 'there is nothing whose key begins with "reel/"'],
  ['s3://pictures/empty', `${noImages}; it holds 1 other file: 1 without extension`],
  ['s3:///real', 'expected s3://BUCKET/PREFIX'],
  ['s3://pictures/lost.zip', 'cannot be read as a zip archive: there is no such object'],
  ['s3://nowhere/lost.tar', 'there is no such bucket'],
])('says what is wrong with %s', async (location, message) => {
  const opening = openImageSet(location);
  await expect(opening).rejects.toThrow(location);
  await expect(opening).rejects.toThrow(message);
});

const IMAGES = { 'b.png': 'bytes of b', 'a/z.JPG': 'bytes of z' };
const SET = {
  ids: ['a/z.JPG', 'b.png'],
  ignored: [],
  hashes: ['bytes of z', 'bytes of b'].map((text) =>
    contentHash({ kind: 'encoded', bytes: Buffer.from(text) }),
  ),
};

describe('an archive', () => {
  it('is read like one that lies here', async () => {
    const zip = Buffer.concat(
      encodeStoredZip(Object.entries(IMAGES).map(([name, text]) => ({ name, content: [Buffer.from(text)] }))),
    );
    const tar = pack();
    for (const [name, content] of Object.entries(IMAGES)) tar.entry({ name }, content);
    tar.finalize();
    const tarBytes = await buffer(tar);
    await server.put('archives', { 'set.zip': zip, 'set.tar': tarBytes, 'set.tgz': gzipSync(tarBytes) });
    for (const name of ['set.zip', 'set.tar', 'set.tgz']) {
      expect(await read(`s3://archives/${name}`)).toEqual(SET);
    }
  });

  it('of arrays is read in parts, each fetched once', async () => {
    const [count, heightPx, widthPx] = [5, 500, 400];
    const data = Uint8Array.from({ length: count * heightPx * widthPx * 3 }, (_, i) => (i * 7919) % 251);
    const path = join(folder, 'set.npz');
    await writeNpz(path, { arr_0: { dims: [count, heightPx, widthPx, 3], data } });
    await server.put('archives', { 'set.npz': await readFile(path) });
    await withFaults(
      () => undefined,
      async ({ requests }) => {
        expect(await read('s3://archives/set.npz')).toEqual(await read(path));
        // What is there, the directory and the array's head; then what is there again, and its 2.9 MiB.
        expect(requests).toHaveLength(1 + 2 + 1 + 3);
      },
    );
  });

  it('that is replaced while it is read is not mixed with the new one', async () => {
    await server.put('archives', { 'replaced.zip': Buffer.concat(encodeStoredZip([])) });
    await withFaults(
      // What S3 answers if the object is no longer the one that it was.
      ({ headers }) =>
        headers['if-match'] === undefined ? undefined : { status: 412, code: 'PreconditionFailed' },
      async () => {
        await expect(openImageSet('s3://archives/replaced.zip')).rejects.toThrow(
          'the object was replaced while it was read',
        );
      },
    );
  });
});

const isImage = (url = ''): boolean => url.startsWith('/pictures/real/');

describe('a server that fails now and then', () => {
  it.each(['refuse', 'cut'] as const)('is asked again (%s)', async (happens) => {
    const expected = await read('s3://pictures/real');
    const seen = new Set<string | undefined>();
    await withFaults(
      // Of every third image, and the first time that it is asked for.
      ({ url }) => (isImage(url) && !seen.has(url) && seen.add(url).size % 3 === 0 ? happens : undefined),
      async ({ requests }) => {
        expect(await read('s3://pictures/real')).toEqual(expected);
        expect(requests).toHaveLength(1 + 13 + 4);
      },
    );
  });

  it('is asked for no more than 64 objects at a time', async () => {
    const names = Array.from({ length: 150 }, (_, i) => `${i}.png`);
    await server.put('slow', Object.fromEntries(names.map((name) => [name, name])));
    await withFaults(
      () => 'delay',
      async ({ atOnce }) => {
        expect((await read('s3://slow')).ids).toHaveLength(150);
        expect(atOnce()).toBe(64);
      },
    );
  });
});

describe('an image', () => {
  it('that breaks off every time is told as one that cannot be read', async () => {
    await withFaults(
      ({ url }) => (isImage(url) ? 'cut' : undefined),
      async ({ requests }) => {
        const set = await openImageSet('s3://pictures/real');
        const reading = set.read(set.ids.indexOf('b.png'));
        await expect(reading).rejects.toThrow(ImageError);
        await expect(reading).rejects.toThrow('b.png: cannot be read: its bytes break off, 3 times in turn');
        expect(requests).toHaveLength(1 + 3);
      },
    );
  });

  it('that vanished after it was listed is told as one that cannot be read', async () => {
    await server.put('passing', { 'a.png': 'a', 'b.png': 'b' });
    const set = await openImageSet('s3://passing');
    await server.remove('passing', 'b.png');
    await expect(set.read(1)).rejects.toThrow(ImageError);
    await expect(set.read(1)).rejects.toThrow('b.png: cannot be read: there is no such object');
  });

  it('is not waited for once the set is closed', async () => {
    await withFaults(
      ({ url }) => (isImage(url) ? 'hang' : undefined),
      async () => {
        const set = await openImageSet('s3://pictures/real');
        const reading = expect(set.read(0)).rejects.toThrow('it was closed');
        await set.close();
        await reading;
      },
    );
  });
});

describe('a server that does not let anybody in', () => {
  const answers: readonly (readonly [string, number, string])[] = [
    ['AccessDenied', 403, 'access is denied (s3:ListBucket)'],
    ['InvalidAccessKeyId', 403, 'the server does not know this access key'],
    ['SignatureDoesNotMatch', 403, 'the secret access key does not belong to the access key'],
    ['ExpiredToken', 400, 'the session of these credentials is over; log in again'],
    ['RequestTimeTooSkewed', 403, 'the clock of this machine is wrong'],
    ['AuthorizationHeaderMalformed', 400, 'the bucket is in another region'],
    ['PermanentRedirect', 301, 'the bucket is in another region'],
    ['SlowDown', 503, 'the server answers 503 SlowDown: said by the server'],
  ];
  it.each(answers)('%s', async (code, status, message) => {
    await withFaults(
      () => ({ status, code }),
      async () => {
        const error: unknown = await openImageSet('s3://pictures/real').catch((cause: unknown) => cause);
        expect(error).toBeInstanceOf(InputError);
        expect(String(error)).toContain(`s3://pictures/real: cannot be listed: ${message}`);
        // Nor does anything that the error drags along.
        expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(
          /a secret|AWS4-HMAC|S3RVER/,
        );
      },
    );
  });

  it('ends it all instead of being counted as one image after the other', async () => {
    await withFaults(
      ({ url }) => (isImage(url) ? { status: 403, code: 'AccessDenied' } : undefined),
      async () => {
        const set = await openImageSet('s3://pictures/real');
        const error: unknown = await set.read(0).catch((cause: unknown) => cause);
        expect(error).toBeInstanceOf(InputError);
        expect(error).not.toBeInstanceOf(ImageError);
        expect(String(error)).toContain('cannot be read: access is denied (s3:GetObject)');
      },
    );
  });

  it('is named if it is not there', async () => {
    useS3Server('http://127.0.0.1:1');
    await expect(openImageSet('s3://pictures/real')).rejects.toThrow(
      'cannot be listed: the server 127.0.0.1:1 cannot be reached (ECONNREFUSED)',
    );
  });
});

describe('without credentials', () => {
  beforeEach(() => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE'])
      vi.stubEnv(name, undefined);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'])
      vi.stubEnv(name, join(folder, 'none'));
  });

  it('public buckets are read, by requests that are not signed', async () => {
    const signed: boolean[] = [];
    const faulty = await startFaultyServer(server.endpoint, ({ headers }) => {
      signed.push('authorization' in headers);
      return undefined;
    });
    vi.stubEnv('AWS_ENDPOINT_URL_S3', faulty.endpoint);
    expect((await read('s3://pictures/real')).ids).toHaveLength(13);
    expect(new Set(signed)).toEqual(new Set([false]));
    await faulty.close();
  });

  it('a denial says that there are none', async () => {
    const faulty = await startFaultyServer(server.endpoint, () => ({ status: 403, code: 'AccessDenied' }));
    vi.stubEnv('AWS_ENDPOINT_URL_S3', faulty.endpoint);
    await expect(openImageSet('s3://pictures/real')).rejects.toThrow(
      'access is denied (s3:ListBucket); requests are not signed, because no credentials were found (Could not load',
    );
    await faulty.close();
  });
});

it('GAN_EVAL_S3_ANONYMOUS leaves credentials aside', async () => {
  await withFaults(
    ({ headers }) => ('authorization' in headers ? { status: 403, code: 'AccessDenied' } : undefined),
    async () => {
      await expect(openImageSet('s3://pictures/real')).rejects.toThrow('access is denied');
      vi.stubEnv('GAN_EVAL_S3_ANONYMOUS', '1');
      expect((await openImageSet('s3://pictures/real')).ids).toHaveLength(13);
    },
  );
});
