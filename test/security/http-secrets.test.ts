import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { reportError } from '../../src/cli/report-error.js';
import { generatorFileSchema } from '../../src/config/generator-file.js';
import { UsageError } from '../../src/errors.js';
import { openGenerator } from '../../src/generators/open-generator.js';
import { sampleGenerator } from '../../src/suite/sampling/sample-generator.js';
import { writeGenerator } from '../generators/small-networks.js';

const SECRET = 'tok/3n "of"+secrecy';
const FORMS = [SECRET, encodeURIComponent(SECRET), JSON.stringify(SECRET).slice(1, -1)];
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
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-secrets-'));
  process.env.GAN_EVAL_TEST_SECRET = SECRET;
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});
afterAll(async () => {
  delete process.env.GAN_EVAL_TEST_SECRET;
  await rm(folder, { recursive: true });
});

async function serve(answer: RequestListener, host = '127.0.0.1'): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  cleanups.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const generatorAt = (url: string, settings: object = {}): Promise<string> =>
  writeGenerator(join(folder, String(count++)), {
    loader: 'http',
    url: `${url}?key=\${GAN_EVAL_TEST_SECRET}`,
    headers: { 'x-api-key': '${GAN_EVAL_TEST_SECRET}' },
    limits: { retries: 1, retryDelaySeconds: 0, requestSeconds: 5 },
    ...settings,
  });

const open = (path: string) =>
  openGenerator(path, { engine: { name: 'onnxruntime' }, onNotice: () => undefined });

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** What the command line prints of an error, stacks and causes included. */
function printed(error: unknown): string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    reportError(error, { verbose: true });
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

async function contents(path: string): Promise<string> {
  if ((await stat(path)).isFile()) return readFile(path, 'latin1');
  const parts = (await readdir(path)).map((name) => contents(join(path, name)));
  return (await Promise.all(parts)).join('\n');
}

function expectHidden(text: string): void {
  for (const form of FORMS) expect(text).not.toContain(form);
}

describe('a secret of an endpoint', () => {
  it('reaches the server, and nothing that is written, though the server repeats it', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      const key = request.headers['x-api-key'];
      seen.push(key, new URL(request.url ?? '', 'http://a').searchParams.get('key'));
      if (request.method === 'GET') {
        response.end(JSON.stringify({ ...description, name: `served to ${String(key)}` }));
        return;
      }
      void readAll(request).then((body) => {
        const { requests } = JSON.parse(body) as { requests: { id: number }[] };
        for (const { id } of requests) {
          response.write(
            `${JSON.stringify({ type: 'image', id, format: 'rgb', widthPx: 2, heightPx: 1, bytes: 6 })}\nabcdef`,
          );
        }
        response.end();
      });
    });
    const path = await generatorAt(url);
    const out = join(folder, 'samples');
    const report = await sampleGenerator(
      path,
      { name: 'onnxruntime' },
      { seed: 0, knobs: {}, out, count: 3 },
    );
    expect(seen).toContain(SECRET);
    expect(new Set(seen).size).toBe(1);
    expectHidden(JSON.stringify(report) + (await contents(out)));
    const generator = await open(path);
    cleanups.push(() => generator.dispose());
    expectHidden(JSON.stringify([generator.identity, generator.runsOn]));
    expect(generator.runsOn).toContain('key=${GAN_EVAL_TEST_SECRET}');
    expect(generator.identity.name).toBe('served to ${GAN_EVAL_TEST_SECRET}');
  });

  it.each<[string, RequestListener]>([
    [
      'refuses it',
      ({ headers, url }, response) =>
        void response.writeHead(401).end(`no: ${url} ${String(headers['x-api-key'])}`),
    ],
    ['fails', ({ headers }, response) => void response.writeHead(500).end(String(headers['x-api-key']))],
    [
      'talks of it',
      ({ headers }, response) => void response.end(`{"protocol": 1, "${String(headers['x-api-key'])}`),
    ],
    [
      'describes itself by it',
      ({ headers }, response) => void response.end(JSON.stringify({ protocol: headers['x-api-key'] })),
    ],
    [
      'redirects to it',
      ({ headers }, response) =>
        void response
          .writeHead(302, { location: `http://a/${encodeURIComponent(String(headers['x-api-key']))}` })
          .end(),
    ],
    ['cuts the connection', (_, response) => void response.destroy()],
    [
      'repeats it instead of an image',
      (request, response) => {
        if (request.method === 'GET') response.end(JSON.stringify(description));
        else response.end(`{"type": "error", "message": ${JSON.stringify(request.headers['x-api-key'])}}\n`);
      },
    ],
    [
      'repeats it in a line that is none',
      (request, response) => {
        if (request.method === 'GET') response.end(JSON.stringify(description));
        else response.end(`${String(request.headers['x-api-key'])}\n`);
      },
    ],
  ])('is in no message, stack or cause when the server %s', async (_, answer) => {
    const path = await generatorAt(await serve(answer));
    const out = join(folder, `failed-${count}`);
    const failure: unknown = await sampleGenerator(
      path,
      { name: 'onnxruntime' },
      { seed: 0, knobs: {}, out, count: 1 },
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expectHidden(printed(failure));
  });

  it.each(['two\nlines', 'a\u2028b', 'emoji \u{1f600}'])(
    'that cannot be sent is not repeated: %j',
    async (value) => {
      process.env.GAN_EVAL_TEST_ODD = value;
      const path = await generatorAt('http://127.0.0.1:9/', {
        headers: { 'x-api-key': '${GAN_EVAL_TEST_ODD}' },
      });
      const failure: unknown = await open(path).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UsageError);
      expect(printed(failure)).not.toContain(value);
      expect(printed(failure)).toMatch(/headers\.x-api-key cannot be sent/);
    },
  );

  it('is refused in the address, and not repeated', () => {
    const parsed = generatorFileSchema.safeParse({ loader: 'http', url: 'https://me:hunter2@host.example/' });
    expect(parsed.error?.message).toMatch(/must hold no user and no password/);
    expect(parsed.error?.message).not.toContain('hunter2');
  });

  it('is not in the message about a proxy that is none', async () => {
    process.env.HTTP_PROXY = 'http://me:hunter2@[';
    cleanups.push(() => Promise.resolve(delete process.env.HTTP_PROXY));
    const failure: unknown = await open(await generatorAt('http://127.0.0.1:9/')).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(UsageError);
    expect(printed(failure)).not.toContain('hunter2');
  });
});

describe('a redirect', () => {
  const greet: RequestListener = (_, response) => void response.end(JSON.stringify(description));

  it('is followed within its origin, headers and all', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve(({ url: path, headers }, response) => {
      seen.push(String(headers['x-api-key']));
      if (path === '/there') response.end(JSON.stringify(description));
      else response.writeHead(307, { location: '/there' }).end();
    });
    const generator = await open(await generatorAt(url));
    cleanups.push(() => generator.dispose());
    expect(seen).toEqual([SECRET, SECRET]);
  });

  it.each<[string, (other: URL) => string]>([
    ['another port', (other) => other.href],
    ['another host', ({ port }) => `http://localhost:${port}/`],
    ['another protocol', ({ port }) => `https://127.0.0.1:${port}/`],
    ['an address without a protocol', ({ host }) => `//${host}/`],
    ['a file', () => 'file:///etc/passwd'],
    ['data', () => `data:application/json,${JSON.stringify(description)}`],
    ['nowhere', () => 'http://['],
  ])('to %s is not followed', async (_, location) => {
    let asked = 0;
    const other = await serve((request, response) => {
      asked++;
      greet(request, response);
    });
    const url = await serve(
      (__, response) => void response.writeHead(302, { location: location(new URL(other)) }).end(),
    );
    await expect(open(await generatorAt(url))).rejects.toThrow(/failed: it redirects to another origin/);
    expect(asked).toBe(0);
  });

  it('in a circle comes to an end', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked++;
      response.writeHead(302, { location: '/again' }).end();
    });
    await expect(open(await generatorAt(url))).rejects.toThrow(/redirects more than 5 times/);
    expect(asked).toBe(6);
  });
});

describe('an answer without an end', () => {
  const endless: RequestListener = (_, response) => {
    const chunk = Buffer.alloc(2 ** 16, 'a');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };

  it.each([200, 500])('is cut off at a limit that the message names (%d)', async (status) => {
    const url = await serve((request, response) => {
      response.statusCode = status;
      endless(request, response);
    });
    await expect(open(await generatorAt(url))).rejects.toThrow(
      /more than the limit of 1048576 bytes of text/,
    );
  });
});
