import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { request as forward } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InputError, UsageError } from '../../src/errors.js';
import type { ModelDescriptor } from '../../src/models/catalogue.js';
import { pullModel } from '../../src/models/pull-model.js';
import { sendFile, startServer } from './test-server.js';
import type { Handler, TestServer } from './test-server.js';

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251));
const sha256 = createHash('sha256').update(content).digest('hex');
const file = { name: 'weights.bin', sizeBytes: content.length, sha256 };

const servers: TestServer[] = [];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-pull-'));
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toUpperCase(), undefined);
  }
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

async function serve(handler: Handler): Promise<TestServer> {
  const server = await startServer(handler);
  servers.push(server);
  return server;
}

const model = (url: string, over: Partial<typeof file> = {}): ModelDescriptor => ({
  name: 'tiny',
  title: 'A test model',
  licence: { spdx: 'CC0-1.0', holder: 'nobody', note: '' },
  source: { kind: 'https', url },
  files: [{ ...file, ...over }],
  comparable: false,
  note: '',
  alternative: 'Or use another.',
});

const pull = (url: string, options: Parameters<typeof pullModel>[1] & { over?: Partial<typeof file> } = {}) =>
  pullModel('tiny', {
    folder,
    models: [model(url, options.over)],
    retryDelaysMs: [10, 10],
    stallMs: 5000,
    ...options,
  });

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const cached = async (): Promise<string> => hashOf(await readFile(join(folder, 'tiny', 'weights.bin')));
const leftovers = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.startsWith('.'));

describe('pullModel over http', () => {
  it('fetches a file, reports progress, and does not fetch it twice', async () => {
    const server = await serve((request, response) => {
      sendFile(request, response, content);
    });
    const progress: number[] = [];
    const result = await pull(server.url, {
      onProgress: ({ receivedBytes }) => progress.push(receivedBytes),
    });
    expect(result).toEqual({ fetched: true });
    expect(await cached()).toBe(sha256);
    expect(progress.at(-1)).toBe(content.length);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(await pull(server.url)).toEqual({ fetched: false });
    expect(server.requests).toHaveLength(1);
    expect(await leftovers()).toEqual([]);
  });

  it('replaces a damaged file', async () => {
    const server = await serve((request, response) => {
      sendFile(request, response, content);
    });
    await mkdir(join(folder, 'tiny'));
    await writeFile(join(folder, 'tiny', 'weights.bin'), content.toReversed());
    expect(await pull(server.url)).toEqual({ fetched: true });
    expect(await cached()).toBe(sha256);
  });

  it('continues after a cut connection where it stopped', async () => {
    const server = await serve((request, response, index) => {
      sendFile(request, response, content, index === 0 ? { cutAfter: 100_000 } : {});
    });
    await pull(server.url);
    expect(await cached()).toBe(sha256);
    expect(server.requests).toEqual([
      { url: '/file.bin', range: undefined },
      { url: '/file.bin', range: 'bytes=100000-' },
    ]);
  });

  it('continues in a later call what an earlier one left', async () => {
    const server = await serve((request, response, index) => {
      sendFile(request, response, content, index === 0 ? { cutAfter: 100_000 } : {});
    });
    const failing = pull(server.url, { retryDelaysMs: [] });
    await expect(failing).rejects.toThrow(UsageError);
    await expect(failing).rejects.toThrow(/models pull tiny --from FILE.*Or use another\./);
    expect(await leftovers()).toHaveLength(1);
    await pull(server.url);
    expect(await cached()).toBe(sha256);
    expect(server.requests[1]?.range).toBe('bytes=100000-');
    expect(await leftovers()).toEqual([]);
  });

  it('continues what a killed process left', async () => {
    const server = await serve((request, response) => {
      sendFile(request, response, content);
    });
    const { hostname } = await import('node:os');
    // No process has this number: it is above what kernels give out.
    const orphan = join(folder, `.tiny.partial-${hostname().replace(/[^\w-]/g, '_')}-99999999-00000000`);
    await mkdir(orphan);
    await writeFile(join(orphan, 'data'), content.subarray(0, 1000));
    await writeFile(join(orphan, 'source.json'), JSON.stringify({ url: server.url, validator: '"v1"' }));
    await pull(server.url);
    expect(await cached()).toBe(sha256);
    expect(server.requests[0]?.range).toBe('bytes=1000-');
    expect(await leftovers()).toEqual([]);
  });

  it.each([
    ['the server knows no ranges', { ranges: false }],
    ['the file has changed there', { etag: '"v2"' }],
  ])('starts over when %s', async (_, behaviour) => {
    const server = await serve((request, response, index) => {
      sendFile(request, response, content, index === 0 ? { cutAfter: 100_000 } : behaviour);
    });
    await pull(server.url);
    expect(await cached()).toBe(sha256);
    expect(server.requests).toHaveLength(2);
  });

  it('refuses another content, states both hashes and keeps nothing of it', async () => {
    const other = Buffer.from(content).fill(1, 0, 10);
    const server = await serve((request, response) => {
      sendFile(request, response, other);
    });
    const failing = pull(server.url);
    await expect(failing).rejects.toThrow(InputError);
    await expect(failing).rejects.toThrow(hashOf(other));
    await expect(failing).rejects.toThrow(`expected ${sha256}`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives up on a connection that brings nothing any more', async () => {
    const server = await serve((request, response) => {
      sendFile(request, response, content, { stallAfter: 1000 });
    });
    await expect(pull(server.url, { stallMs: 100, retryDelaysMs: [] })).rejects.toThrow(
      /no data for 0.1 seconds/,
    );
  });

  it('tries again after a stall, without losing what has come', async () => {
    const server = await serve((request, response, index) => {
      sendFile(request, response, content, index === 0 ? { stallAfter: 1000 } : {});
    });
    await pull(server.url, { stallMs: 300 });
    expect(await cached()).toBe(sha256);
    expect(server.requests[1]?.range).toBe('bytes=1000-');
  });

  it('does not try again after 404', async () => {
    const server = await serve((_, response) => {
      response.writeHead(404).end();
    });
    await expect(pull(server.url)).rejects.toThrow(/answered 404 Not Found/);
    expect(server.requests).toHaveLength(1);
    expect(await leftovers()).toEqual([]);
  });

  it('tries again after 500, as often as told', async () => {
    const server = await serve((request, response, index) => {
      if (index < 2) response.writeHead(500).end();
      else sendFile(request, response, content);
    });
    await pull(server.url);
    expect(server.requests).toHaveLength(3);
    const broken = await serve((_, response) => {
      response.writeHead(503).end();
    });
    await rm(join(folder, 'tiny'), { recursive: true });
    await expect(pull(broken.url)).rejects.toThrow(/503/);
    expect(broken.requests).toHaveLength(3);
  });

  it('knows a web page when it gets one', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Log in</html>');
    });
    await expect(pull(server.url)).rejects.toThrow(/a web page came/);
  });

  it.each([1, -1])('refuses a file of another size before taking it (%i byte)', async (difference) => {
    const server = await serve((request, response) => {
      sendFile(request, response, content);
    });
    const over = { sizeBytes: content.length + difference };
    await expect(pull(server.url, { over })).rejects.toThrow(/has 300000 bytes; expected/);
  });

  it('follows redirects', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/moved') sendFile(request, response, content);
      else response.writeHead(302, { location: '/moved' }).end();
    });
    await pull(server.url);
    expect(await cached()).toBe(sha256);
  });

  it('says that nobody answers', async () => {
    const server = await startServer(() => undefined);
    await server.close();
    await expect(pull(server.url)).rejects.toThrow(/connection was refused/);
  });

  it('stops when told to', async () => {
    const server = await serve((request, response) => {
      sendFile(request, response, content, { stallAfter: 1000 });
    });
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 100);
    await expect(pull(server.url, { signal: controller.signal })).rejects.toThrow(/abort/i);
  });

  it('succeeds for all who pull at the same time', async () => {
    const server = await serve((request, response, index) => {
      sendFile(request, response, content, index === 1 ? { cutAfter: 5000 } : {});
    });
    await Promise.all(Array.from({ length: 4 }, () => pull(server.url)));
    expect(await cached()).toBe(sha256);
    expect(await leftovers()).toEqual([]);
  });
});

describe('pullModel through a proxy', () => {
  /** Forwards plain requests and tunnels; counts both. */
  async function startProxy(): Promise<{ url: string; count: () => number }> {
    let tunnels = 0;
    const proxy = await startServer((request, response) => {
      const onward = forward(request.url ?? '', { headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.end();
    });
    proxy.server.on('connect', (request, socket) => {
      tunnels++;
      const [host, port] = (request.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      const end = (): void => {
        onward.destroy();
        socket.destroy();
      };
      onward.on('error', end);
      socket.on('error', end).on('close', end);
    });
    servers.push(proxy);
    return { url: new URL(proxy.url).origin, count: () => tunnels + proxy.requests.length };
  }

  it('uses the proxy that HTTP_PROXY names', async () => {
    const server = await serve((request, response) => {
      sendFile(request, response, content);
    });
    const proxy = await startProxy();
    vi.stubEnv('HTTP_PROXY', proxy.url);
    await pull(server.url);
    expect(await cached()).toBe(sha256);
    expect(proxy.count()).toBe(1);
  });

  it('goes past it for hosts that NO_PROXY names', async () => {
    const server = await serve((request, response) => {
      sendFile(request, response, content);
    });
    const proxy = await startProxy();
    vi.stubEnv('HTTP_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    await pull(server.url);
    expect(proxy.count()).toBe(0);
  });

  it('says that the address of a proxy is none', async () => {
    vi.stubEnv('HTTP_PROXY', 'not an address');
    await expect(pull('http://127.0.0.1:1/x')).rejects.toThrow(
      /HTTP_PROXY or HTTPS_PROXY is not the address/,
    );
  });
});

describe('pullModel --from', () => {
  it('takes the right file and leaves it where it was', async () => {
    const from = join(folder, 'mine.bin');
    await writeFile(from, content);
    await pull('http://127.0.0.1:1/x', { from });
    expect(await cached()).toBe(sha256);
    expect(hashOf(await readFile(from))).toBe(sha256);
  });

  it.each<[string, Buffer | undefined, RegExp]>([
    ['of another content', Buffer.from(content).fill(1, 0, 10), /its sha256 is .* expected/],
    ['that was cut short', content.subarray(0, 1000), /1000 bytes; expected the 300000 bytes/],
    ['that is not there', undefined, /there is no such file/],
  ])('refuses a file %s', async (_, bytes, message) => {
    const from = join(folder, 'mine.bin');
    if (bytes !== undefined) await writeFile(from, bytes);
    const failing = pull('http://127.0.0.1:1/x', { from });
    await expect(failing).rejects.toThrow(InputError);
    await expect(failing).rejects.toThrow(message);
    expect(await leftovers()).toEqual([]);
  });
});

describe('pullModel into a cache that cannot be written', () => {
  it('says so', async () => {
    const blocked = join(folder, 'file');
    await writeFile(blocked, '');
    await expect(pull('http://127.0.0.1:1/x', { folder: join(blocked, 'models') })).rejects.toThrow(
      /cannot be written.*GAN_EVAL_HOME/,
    );
  });

  it('knows names it does not have', async () => {
    await expect(pullModel('inception-v3-fdi', { folder })).rejects.toThrow(
      /Did you mean inception-v3-fid\?/,
    );
  });
});
