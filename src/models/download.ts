import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetch } from 'undici';
import type { Dispatcher, Response } from 'undici';
import { UsageError } from '../errors.js';
import { CacheError } from './cache-error.js';
import { downloadName } from './download-name.js';
import { DownloadNote } from './download-note.js';
import { FinalError, explainFailure } from './download-failure.js';
import { proxyAgent } from './proxy-agent.js';
import { sizeOf } from './verify-model.js';
import { Watchdog } from './watchdog.js';

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((receivedBytes: number) => void) | undefined;
  /** A connection that brings nothing for this long counts as dead. */
  readonly stallMs?: number | undefined;
  /** Waits before the attempts that follow one without progress; after the last the download fails. */
  readonly retryDelaysMs?: readonly number[] | undefined;
}

/**
 * Downloads a file into `folder`, continuing what an earlier call left there if the server still has the same file.
 * The proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name are used.
 * @returns the path of the file, which has `sizeBytes` bytes; its content is not checked
 * @throws UsageError if the file cannot be had or written; what has arrived stays in `folder`
 */
export async function download(
  url: string,
  sizeBytes: number,
  folder: string,
  options: DownloadOptions = {},
): Promise<string> {
  const { signal, retryDelaysMs = [500, 1000, 2000, 4000, 8000] } = options;
  const path = join(folder, downloadName);
  const dispatcher = proxyAgent();
  let before = (await sizeOf(path)) ?? 0;
  let delays = [...retryDelaysMs];
  try {
    for (;;) {
      try {
        await attempt({ url, sizeBytes, path, note: new DownloadNote(folder, url), dispatcher }, options);
        return path;
      } catch (cause) {
        signal?.throwIfAborted();
        if (cause instanceof UsageError) throw cause;
        const after = (await sizeOf(path)) ?? 0;
        if (after > before) delays = [...retryDelaysMs];
        before = after;
        const delayMs = delays.shift();
        if (cause instanceof FinalError || delayMs === undefined) {
          throw new UsageError(`${url} could not be downloaded: ${explainFailure(cause)}.`, { cause });
        }
        await sleep(delayMs, undefined, { signal });
      }
    }
  } finally {
    await dispatcher.destroy();
  }
}

interface Transfer {
  readonly url: string;
  readonly sizeBytes: number;
  readonly path: string;
  readonly note: DownloadNote;
  readonly dispatcher: Dispatcher;
}

async function attempt(
  transfer: Transfer,
  { signal, onProgress, stallMs = 30_000 }: DownloadOptions,
): Promise<void> {
  const { url, sizeBytes, path, note, dispatcher } = transfer;
  const validator = await note.read();
  const have = validator === undefined ? 0 : ((await sizeOf(path)) ?? 0);
  if (have === sizeBytes) return;
  const resume = validator !== undefined && have > 0 && have < sizeBytes;
  const watchdog = new Watchdog(stallMs);
  try {
    const response = await fetch(url, {
      dispatcher,
      signal: signal === undefined ? watchdog.signal : AbortSignal.any([signal, watchdog.signal]),
      headers: {
        'accept-encoding': 'identity',
        ...(resume && { range: `bytes=${have}-`, 'if-range': validator }),
      },
    });
    if (response.status === 416) await note.remove();
    const start = startOf(response, resume ? have : 0, sizeBytes);
    await note.write(response.headers);
    await save(response, path, start, sizeBytes, (receivedBytes) => {
      watchdog.reset();
      onProgress?.(receivedBytes);
    });
  } catch (error) {
    throw watchdog.signal.aborted ? watchdog.signal.reason : error;
  } finally {
    watchdog.stop();
  }
}

/**
 * Checks what the server answers.
 * @param have - bytes that are there already; 0 if none were asked to be left out
 * @returns the offset at which the body begins: `have`, or 0 if the server starts over
 */
function startOf({ status, statusText, headers }: Response, have: number, sizeBytes: number): number {
  if (status !== 200 && status !== 206) {
    const message = `the server answered ${status} ${statusText}`.trim();
    const passing = status === 408 || status === 416 || status === 429 || status >= 500;
    throw passing ? new Error(message) : new FinalError(message);
  }
  if (headers.get('content-type')?.startsWith('text/html') === true) {
    throw new FinalError('a web page came instead of the file (of a login or a proxy, perhaps)');
  }
  if (status === 200) {
    const length = headers.get('content-length');
    if (length !== null && Number(length) !== sizeBytes) {
      throw new FinalError(`the server has ${length} bytes; expected ${sizeBytes}`);
    }
    return 0;
  }
  const range = headers.get('content-range') ?? 'no range';
  if (range !== `bytes ${have}-${sizeBytes - 1}/${sizeBytes}`) {
    throw new FinalError(`the server sent ${range}; expected bytes ${have}-${sizeBytes - 1} of ${sizeBytes}`);
  }
  return have;
}

async function save(
  response: Response,
  path: string,
  start: number,
  sizeBytes: number,
  onProgress: (receivedBytes: number) => void,
): Promise<void> {
  const onDisk = async <T>(action: Promise<T>): Promise<T> => {
    try {
      return await action;
    } catch (cause) {
      throw new CacheError(path, cause);
    }
  };
  let receivedBytes = start;
  const file = await onDisk(open(path, start > 0 ? 'a' : 'w'));
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      receivedBytes += chunk.length;
      if (receivedBytes > sizeBytes)
        throw new FinalError(`it is longer than the ${sizeBytes} bytes expected`);
      await onDisk(file.writeFile(chunk));
      onProgress(receivedBytes);
    }
  } finally {
    await file.close();
  }
  if (receivedBytes < sizeBytes) {
    throw new Error(`the connection ended after ${receivedBytes} of ${sizeBytes} bytes`);
  }
}
