import { setTimeout as sleep } from 'node:timers/promises';
import { EnvHttpProxyAgent, fetch, type Dispatcher, type Response } from 'undici';
import type { HttpGeneratorFile } from '../../config/generator-file.js';
import { InputError, UsageError } from '../../errors.js';
import { Mt19937 } from '../../math/mt19937.js';
import { explainFailure, FinalError } from '../../models/download-failure.js';
import { quote } from '../wire/byte-reader.js';
import { retryAfterMs } from './retry-after.js';

/** An answer that may be another one the next time. */
class PassingError extends Error {
  readonly waitMs: number | undefined;

  constructor(message: string, waitMs: number | undefined) {
    super(message);
    this.waitMs = waitMs;
  }
}

/** The longest wait before another attempt, whatever a server asks for. */
const MAX_WAIT_MS = 600_000;

/** An address that is asked again when it fails in a way that may pass. */
export class Endpoint {
  readonly url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #limits: HttpGeneratorFile['limits'];
  readonly #dispatcher: Dispatcher;

  /**
   * The proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name are used.
   * @throws UsageError if a header needs an environment variable that is not set
   */
  constructor({ url, headers, limits }: HttpGeneratorFile) {
    this.url = url;
    this.#limits = limits;
    this.#headers = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, fromEnvironment(name, value)]),
    );
    // The limit of a request is the only one: a network may take minutes before its first byte.
    this.#dispatcher = new EnvHttpProxyAgent({ headersTimeout: 0, bodyTimeout: 0 });
  }

  /**
   * Sends a request until it is answered well.
   * @param body - JSON; null: it is only asked
   * @param read - reads the answer; what it throws counts as a failure that may pass, unless it is an InputError
   * @param seed - of the jitter in the waits between attempts
   * @throws InputError if there was no good answer
   */
  async request<T>(
    body: string | null,
    read: (response: Response) => Promise<T>,
    seed: number,
    signal?: AbortSignal,
  ): Promise<T> {
    const { retries, retryDelaySeconds } = this.#limits;
    const jitter = new Mt19937(seed);
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#attempt(body, read, signal);
      } catch (cause) {
        signal?.throwIfAborted();
        if (cause instanceof InputError) throw cause;
        if (cause instanceof FinalError || attempt === retries) {
          const times = attempt === 0 ? '' : ` after ${attempt + 1} attempts`;
          throw new InputError(`${this.url} failed${times}: ${explainFailure(cause)}.`, { cause });
        }
        // Half the wait is random, so that requests that failed together do not return together.
        const backOffMs = retryDelaySeconds * 1000 * 2 ** attempt * (0.5 + jitter.random() / 2);
        const askedMs = cause instanceof PassingError ? cause.waitMs : undefined;
        await sleep(Math.min(askedMs ?? backOffMs, MAX_WAIT_MS), undefined, { signal });
      }
    }
  }

  async #attempt<T>(
    body: string | null,
    read: (response: Response) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const { requestSeconds } = this.#limits;
    const limit = AbortSignal.timeout(requestSeconds * 1000);
    try {
      const response = await fetch(this.url, {
        method: body === null ? 'GET' : 'POST',
        headers: { ...this.#headers, ...(body !== null && { 'content-type': 'application/json' }) },
        body,
        dispatcher: this.#dispatcher,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      if (response.ok) return await read(response);
      const text = (await response.text()).trim();
      const message = `it answered ${response.status} ${response.statusText}`.trim();
      const explained = text === '' ? message : `${message}: ${quote(text)}`;
      const { status } = response;
      const passing = status === 408 || status === 425 || status === 429 || status >= 500;
      if (!passing) throw new FinalError(explained);
      throw new PassingError(explained, retryAfterMs(response.headers.get('retry-after'), Date.now()));
    } catch (error) {
      if (limit.aborted) throw new Error(`no answer within ${requestSeconds} seconds`);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

/** `Bearer ${TOKEN}` with the variable's value. */
function fromEnvironment(header: string, text: string): string {
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = process.env[name];
    if (value !== undefined) return value;
    throw new UsageError(`headers.${header} needs the environment variable ${name}, which is not set.`);
  });
}
