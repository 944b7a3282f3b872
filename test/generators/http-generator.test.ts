import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Generator, SampleRequest } from '../../src/generators/generator.js';
import { retryAfterMs } from '../../src/generators/http/retry-after.js';
import { openGenerator } from '../../src/generators/open-generator.js';
import { collect, ofSeed } from './collect.js';
import { writeGenerator } from './small-networks.js';

interface Message {
  readonly requests: readonly { readonly id: number; readonly seed: number; readonly condition: unknown }[];
}

type Handler = (message: Message, response: ServerResponse, attempt: number) => void | Promise<void>;

const description = {
  protocol: 1,
  name: 'served',
  kind: 'unconditional',
  image: { widthPx: 2, heightPx: 1 },
};

let folder: string;
let count = 0;
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-http-'));
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});
afterAll(() => rm(folder, { recursive: true }));

/** A server of this machine. `attempt` counts the POSTs from 0. */
async function serve(handle: Handler, greeting: unknown = description): Promise<string> {
  let attempt = 0;
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.end(typeof greeting === 'string' ? greeting : JSON.stringify(greeting));
      return;
    }
    void readBody(request).then((text) => handle(JSON.parse(text) as Message, response, attempt++));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

async function open(url: string, limits: object = {}, settings: object = {}): Promise<Generator> {
  const file = {
    loader: 'http',
    url,
    limits: { retryDelaySeconds: 0.001, requestSeconds: 20, ...limits },
    ...settings,
  };
  const path = await writeGenerator(join(folder, String(count++)), file);
  const generator = await openGenerator(path, { engine: { name: 'onnxruntime' }, onNotice: () => undefined });
  cleanups.push(() => generator.dispose());
  return generator;
}

/** What answers a message well: the seed in the first pixel. */
function frames({ requests }: Message): Buffer {
  return Buffer.concat(
    requests.flatMap(({ id, seed }) => [
      Buffer.from(
        `${JSON.stringify({ type: 'image', id, format: 'rgb', widthPx: 2, heightPx: 1, bytes: 6 })}\n`,
      ),
      Buffer.from([seed, 0, 10, 0, 90, 200]),
    ]),
  );
}

const requests = Array.from({ length: 10 }, (_, seed) => ofSeed(seed));
const seedsOf = async (generator: Generator, of: readonly SampleRequest[] = requests, batch = 3) =>
  (await collect(generator, of, { batch })).map(({ data }) => data[0]);

describe('an endpoint', () => {
  it.each([1, 3, 10])('makes images in order, %d requests at a time', async (concurrency) => {
    const sizes: number[] = [];
    let [busiest, left] = [0, 4];
    const held: (() => void)[] = [];
    const url = await serve((message, response) => {
      sizes.push(message.requests.length);
      held.push(() => void response.end(frames(message)));
      busiest = Math.max(busiest, held.length);
      // As many as may be on their way are waited for, and the last one is answered first.
      if (held.length < Math.min(concurrency, left)) return;
      left -= held.length;
      for (const answer of held.splice(0).toReversed()) answer();
    });
    const generator = await open(url, { concurrency });
    expect(generator).toMatchObject({ identity: { name: 'served', loader: 'http' }, styleLayers: null });
    expect(await seedsOf(generator)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(sizes.toSorted()).toEqual([1, 3, 3, 3]);
    expect(busiest).toBe(Math.min(concurrency, 4));
  });

  it('takes PNG, and gets articles as files', async () => {
    const png = await sharp(Uint8Array.of(1, 2, 3, 4, 5, 6), { raw: { width: 2, height: 1, channels: 3 } })
      .png()
      .toBuffer();
    await writeFile(join(folder, 'top.png'), png);
    const asked: unknown[] = [];
    const url = await serve(
      ({ requests: [request] }, response) => {
        asked.push(request!.condition);
        response.write(`${JSON.stringify({ type: 'image', id: 0, format: 'png', bytes: png.length })}\n`);
        response.end(png);
      },
      { ...description, kind: 'conditional', slots: ['top'] },
    );
    const outfit = new Map([['top', join(folder, 'top.png')]]);
    const condition = { id: 'a', pose: null, outfit, labels: {} };
    const [image] = await collect(await open(url), [{ seed: 0, knobs: {}, condition }]);
    expect([...image!.data]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(asked).toEqual([{ id: 'a', outfit: { top: { base64: png.toString('base64') } } }]);
  });

  it('sends headers, with secrets from the environment', async () => {
    process.env.GAN_EVAL_TEST_TOKEN = 'secret';
    cleanups.push(() => Promise.resolve(delete process.env.GAN_EVAL_TEST_TOKEN));
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end(JSON.stringify(description));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => new Promise((resolve) => server.close(resolve)));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await open(url, {}, { headers: { authorization: 'Bearer ${GAN_EVAL_TEST_TOKEN}' } });
    expect(seen).toEqual(['Bearer secret']);
    await expect(open(url, {}, { headers: { authorization: '${GAN_EVAL_NOT_SET}' } })).rejects.toThrow(
      /headers\.authorization needs the environment variable GAN_EVAL_NOT_SET, which is not set/,
    );
  });
});

describe('an endpoint that fails', () => {
  it.each<[string, Handler]>([
    ['answers 500', (_, response) => void response.writeHead(500).end('out of memory')],
    ['cuts the connection', (_, response) => void response.destroy()],
    [
      'sends half an image',
      (message, response) => {
        const all = frames(message);
        response.end(all.subarray(0, all.length - 2));
      },
    ],
    [
      'breaks off in an image',
      (message, response) => {
        const all = frames(message);
        response.writeHead(200, { 'content-length': all.length });
        response.write(all.subarray(0, 20), () => setTimeout(() => response.destroy(), 20));
      },
    ],
    ['hangs', () => undefined],
    ['answers 429', (_, response) => void response.writeHead(429, { 'retry-after': '0' }).end('slow down')],
  ])('is asked again when it %s', async (what, fail) => {
    const times: number[] = [];
    const url = await serve((message, response, attempt) => {
      times.push(attempt);
      if (attempt < 2) return fail(message, response, attempt);
      response.end(frames(message));
    });
    const generator = await open(url, {
      concurrency: 1,
      ...(what === 'hangs' && { requestSeconds: 1 }),
    });
    expect(await seedsOf(generator, requests.slice(0, 4), 2)).toEqual([0, 1, 2, 3]);
    expect(times.length).toBe(4);
  });

  it('fails when it keeps failing, and says how', async () => {
    let posts = 0;
    const url = await serve((_, response, attempt) => {
      posts = attempt + 1;
      response.writeHead(503).end('no GPU is free');
    });
    await expect(seedsOf(await open(url, { retries: 2, concurrency: 1 }))).rejects.toThrow(
      /127\.0\.0\.1:\d+\/ failed after 3 attempts: it answered 503 Service Unavailable: "no GPU is free"\./,
    );
    expect(posts).toBe(3);
  });

  it('is not asked again where that would not help', async () => {
    let posts = 0;
    const url = await serve((_, response, attempt) => {
      posts = attempt + 1;
      response.writeHead(403).end('who are you?');
    });
    await expect(seedsOf(await open(url, { concurrency: 1 }))).rejects.toThrow(
      /failed: it answered 403 Forbidden: "who are you\?"/,
    );
    expect(posts).toBe(1);
  });

  it('waits longer each time', async () => {
    const times: number[] = [];
    const url = await serve((_, response) => {
      times.push(performance.now());
      response.writeHead(500).end();
    });
    const generator = await open(url, { retries: 3, retryDelaySeconds: 0.04, concurrency: 1 });
    await expect(seedsOf(generator)).rejects.toThrow(/after 4 attempts/);
    const waits = times.slice(1).map((time, i) => time - times[i]!);
    // Half the wait is certain, the other half random.
    waits.forEach((wait, i) => {
      expect(wait).toBeGreaterThanOrEqual(0.5 * 40 * 2 ** i - 2);
    });
  });

  it.each<[string, Buffer | string, RegExp]>([
    ['a web page', '<html>log in</html>\n', /wrote "<html>log in<\/html>" where a line of JSON was expected/],
    [
      'another image',
      `${JSON.stringify({ type: 'image', id: 7, format: 'rgb', widthPx: 2, heightPx: 1, bytes: 6 })}\nabcdef`,
      /sent image 7 where image 0 of 3 was expected/,
    ],
    [
      'an error',
      `${JSON.stringify({ type: 'error', message: 'seed 0 is cursed' })}\n`,
      /reports an error: seed 0 is cursed/,
    ],
  ])('is an error when it answers with %s', async (_, answer, message) => {
    const url = await serve((_message, response) => void response.end(answer));
    await expect(seedsOf(await open(url, { concurrency: 2 }))).rejects.toThrow(message);
  });

  it('must describe itself', async () => {
    const ignore: Handler = () => undefined;
    await expect(open(await serve(ignore, 'hello'))).rejects.toThrow(/does not describe a generator/);
    await expect(open(await serve(ignore, { ...description, protocol: 3 }))).rejects.toThrow(
      /speaks version 3 of the protocol; expected 1/,
    );
    await expect(open(await serve(ignore, { ...description, kind: 'conditional' }))).rejects.toThrow(
      /must be conditional if and only if/,
    );
    const gone = await serve(ignore);
    await cleanups.pop()!();
    await expect(open(gone, { retries: 0 })).rejects.toThrow(/failed: the connection was refused/);
  });

  it('is left alone after an abort', async () => {
    const url = await serve(() => undefined);
    const abort = new AbortController();
    const sampling = collect(await open(url), requests, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(sampling).rejects.toThrow('enough');
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    [null, undefined],
    ['3', 3000],
    ['Thu, 01 Jan 2026 00:00:07 GMT', 7000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['soon', undefined],
  ])('reads %s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
