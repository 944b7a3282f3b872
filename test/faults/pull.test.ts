import { createHash } from 'node:crypto';
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError, UsageError } from '../../src/errors.js';
import type { ModelDescriptor } from '../../src/models/catalogue.js';
import { pullModel } from '../../src/models/pull-model.js';
import { sendFile, startServer, type Handler, type TestServer } from '../models/test-server.js';
import { howMany } from './extent.js';

const MEGABYTE = 1_000_000;
/** As many as the canonical Inception weights have, or a few. */
const MEGABYTES = howMany(95, 4);
const cuts = Array.from({ length: MEGABYTES }, (_, i) => i * MEGABYTE);

const content = Buffer.alloc(MEGABYTES * MEGABYTE);
for (let at = 0; at + 4 <= content.length; at += 4)
  content.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const sha256 = hashOf(content);

let folder: string;
let server: TestServer;
const place = (): string => join(folder, 'large', 'weights.bin');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-pull-cuts-'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function serve(handler: Handler): Promise<void> {
  server = await startServer(handler);
}

const pull = (
  retryDelaysMs: readonly number[] = Array.from({ length: 9 }, () => 0),
  stallMs = 60_000,
): Promise<unknown> => {
  const model: ModelDescriptor = {
    ...{ name: 'large', title: 'A test model', comparable: false, note: '' },
    licence: { spdx: 'CC0-1.0', holder: 'nobody', note: '' },
    source: { kind: 'https', url: server.url },
    files: [{ name: 'weights.bin', sizeBytes: content.length, sha256 }],
  };
  return pullModel('large', { folder, models: [model], retryDelaysMs, stallMs });
};

/** Of what was sent before a cut, the last may not have been read yet. */
const startOf = ({ range }: TestServer['requests'][number]): number => Number(/\d+/.exec(range ?? '0')![0]);

describe('a pull of a model', () => {
  it('that is cut at every megabyte of one transfer gets there, and never starts over', async () => {
    await serve((request, response) => {
      sendFile(request, response, content, { cutAfter: MEGABYTE });
    });
    await pull();
    expect(hashOf(await readFile(place()))).toBe(sha256);
    const starts = server.requests.map(startOf);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts.length).toBeGreaterThanOrEqual(MEGABYTES);
  });

  it.each(cuts)('that is cut at byte %i and given up leaves no file, and goes on from there', async (cut) => {
    await serve((request, response, index) => {
      sendFile(request, response, content, index === 0 ? { cutAfter: cut } : {});
    });
    const failing = pull([]);
    await expect(failing).rejects.toThrow(UsageError);
    await expect(failing).rejects.toThrow(
      /could not be downloaded: (?:the connection was cut|.* ended after)/,
    );
    await expect(access(place())).rejects.toThrow('ENOENT');
    await pull([]);
    expect(hashOf(await readFile(place()))).toBe(sha256);
    expect(startOf(server.requests[1]!)).toBeLessThanOrEqual(cut);
  });

  it.each(cuts)('that stalls at byte %i goes on after a while', async (cut) => {
    await serve((request, response, index) => {
      sendFile(request, response, content, index === 0 ? { stallAfter: cut } : {});
    });
    await pull(undefined, 500);
    expect(hashOf(await readFile(place()))).toBe(sha256);
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it.each(cuts)(
    'that goes on at byte %i with another file of the same name is refused, and the next succeeds',
    async (cut) => {
      const other = Buffer.from(content);
      other.fill(1, cut, cut + 10);
      await serve((request, response, index) => {
        if (index === 0) sendFile(request, response, content, { cutAfter: cut });
        else sendFile(request, response, index === 1 ? other : content);
      });
      const failing = pull();
      await expect(failing).rejects.toThrow(InputError);
      await expect(failing).rejects.toThrow(`expected ${sha256}`);
      expect(await readdir(folder)).toEqual([]);
      await pull();
      expect(hashOf(await readFile(place()))).toBe(sha256);
    },
  );
});
