import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer {
  readonly url: string;
  /** Requests so far, as `GET /path` and the Range header. */
  readonly requests: { readonly url: string; readonly range: string | undefined }[];
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, index: number) => void;

/** A server on this machine; `handler` is given the number of the request, from 0. */
export async function startServer(handler: Handler): Promise<TestServer & { readonly server: Server }> {
  const requests: { url: string; range: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', range: request.headers.range });
    handler(request, response, requests.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.bin`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

interface Behaviour {
  readonly etag?: string;
  readonly ranges?: boolean;
  /** Cut the connection after so many bytes of the body. */
  readonly cutAfter?: number;
  /** Send so many bytes of the body, then nothing more. */
  readonly stallAfter?: number;
}

/** Answers as a file server does, with the mishaps asked for. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  { etag = '"v1"', ranges = true, cutAfter, stallAfter }: Behaviour = {},
): void {
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const partly = ranges && asked !== null && request.headers['if-range'] === etag;
  const start = partly ? Number(asked[1]) : 0;
  const body = content.subarray(start);
  response.writeHead(partly ? 206 : 200, {
    etag,
    'content-type': 'application/octet-stream',
    'content-length': body.length,
    ...(partly && { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }),
  });
  const limit = cutAfter ?? stallAfter;
  if (limit === undefined) response.end(body);
  else {
    response.write(body.subarray(0, limit), () => {
      // A moment, so that what was written arrives before the connection goes.
      if (cutAfter !== undefined) setTimeout(() => response.destroy(), 30);
    });
  }
}
