import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';

export interface S3Server {
  readonly endpoint: string;
  /** Puts objects into a bucket, which is made if need be. */
  put(bucket: string, objects: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  remove(bucket: string, key: string): Promise<void>;
  close(): Promise<void>;
}

// It takes the path of a bucket to have no `/` at its end when it checks signatures, so those of lists cannot be right.
const script = `
  const S3rver = require('@20minutes/s3rver');
  const settings = { port: 0, address: '127.0.0.1', silent: true, allowMismatchedSignatures: true };
  new S3rver({ ...settings, directory: process.argv[1] }).run().then(({ port }) => console.log(port));
`;

/** Starts S3rver, which keeps its objects in a temporary folder. */
export async function startS3Server(): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-eval-s3-'));
  // Its continuation tokens are made with DES, which OpenSSL 3 has put aside.
  const child = spawn(process.execPath, ['--openssl-legacy-provider', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const started: unknown[] = await once(child.stdout, 'data');
  const place = (bucket: string, key: string): string =>
    join(folder, bucket, ...`${key}._S3rver_object`.split('/'));
  return {
    endpoint: `http://127.0.0.1:${String(started[0]).trim()}`,
    async put(bucket, objects) {
      await mkdir(join(folder, bucket), { recursive: true });
      await Promise.all(
        Object.entries(objects).map(async ([key, content]) => {
          const path = place(bucket, key);
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, content);
          await writeFile(`${path}.md5`, createHash('md5').update(content).digest('hex'));
        }),
      );
    },
    remove: (bucket, key) => rm(place(bucket, key)),
    async close() {
      child.kill();
      await once(child, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

/** Sends the AWS SDK to a server, until `vi.unstubAllEnvs`. */
export function useS3Server(endpoint: string): void {
  vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a secret');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
}

/** What happens to a request instead of being passed on; undefined: nothing. */
export type Fault = (
  incoming: IncomingMessage,
  count: number,
) => 'refuse' | 'cut' | 'delay' | 'hang' | Answer | undefined;

/** Of the server's, as it words them. */
export interface Answer {
  readonly status: number;
  readonly code: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FaultyServer {
  readonly endpoint: string;
  /** Requests that came, as `GET /bucket/key`. */
  readonly requests: readonly string[];
  /** The most of them that were under way at a time. */
  readonly atOnce: () => number;
  close(): Promise<void>;
}

/** A server before a server, which at times fails. */
export async function startFaultyServer(upstream: string, fault: Fault): Promise<FaultyServer> {
  const requests: string[] = [];
  let [now, most] = [0, 0];
  const server = createServer((incoming, outgoing) => {
    requests.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    most = Math.max(most, ++now);
    outgoing.on('close', () => now--);
    const happens = fault(incoming, requests.length);
    if (happens === 'refuse') answer(outgoing, { status: 503, code: 'SlowDown' });
    else if (typeof happens === 'object') answer(outgoing, happens);
    else if (happens !== 'hang')
      setTimeout(pass, happens === 'delay' ? 25 : 0, upstream, incoming, outgoing, happens === 'cut');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${address instanceof Object ? address.port : ''}`,
    requests,
    atOnce: () => most,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(outgoing: ServerResponse, { status, code, headers = {} }: Answer): void {
  outgoing.writeHead(status, { 'content-type': 'application/xml', ...headers });
  outgoing.end(
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>said by the server</Message></Error>`,
  );
}

function pass(upstream: string, incoming: IncomingMessage, outgoing: ServerResponse, cut: boolean): void {
  const { method, headers, url = '' } = incoming;
  const passed = request(upstream, { method, headers, path: url }, (response) => {
    outgoing.writeHead(response.statusCode ?? 500, response.headers);
    if (!cut) response.pipe(outgoing);
    else
      response.once('data', (chunk: Buffer) =>
        outgoing.write(chunk.subarray(0, -1), () => outgoing.destroy()),
      );
  });
  passed.on('error', () => outgoing.destroy());
  incoming.pipe(passed);
}
