import { setTimeout as sleep } from 'node:timers/promises';
import { fetch, Headers, type Dispatcher, type Response } from 'undici';
import type { HttpGeneratorFile } from '../../config/generator-file.js';
import { InputError, UsageError } from '../../errors.js';
import { Mt19937 } from '../../math/mt19937.js';
import { explainFailure, FinalError } from '../../models/download-failure.js';
import { proxyAgent } from '../../models/proxy-agent.js';
import { quote } from '../wire/byte-reader.js';
import { follow } from './follow.js';
import { limitedText } from './limited-text.js';
import { retryAfterMs } from './retry-after.js';
import { Secrets } from './secrets.js';

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
  /** As it is written, without the values of environment variables. */
  readonly url: string;
  readonly #address: string;
  readonly #secrets = new Secrets();
  readonly #headers: Readonly<Record<string, string>>;
  readonly #limits: HttpGeneratorFile['limits'];
  readonly #dispatcher: Dispatcher;

  /**
   * The proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name are used.
   * @throws UsageError if the address or a header needs an environment variable that is not set, or cannot be sent
   */
  constructor({ url, headers, limits }: HttpGeneratorFile) {
    this.url = url;
    this.#limits = limits;
    this.#address = this.#secrets.fill(url, 'url', encodeURIComponent);
    this.#headers = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, this.#secrets.fill(value, `headers.${name}`)]),
    );
    checkHeaders(this.#headers);
    // The limit of a request is the only one: a network may take minutes before its first byte.
    this.#dispatcher = proxyAgent({ headersTimeout: 0, bodyTimeout: 0 });
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
        this.#secrets.hideIn(cause);
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
      const method = body === null ? 'GET' : 'POST';
      const response = await follow(this.#address, method, (address) =>
        fetch(address, {
          method,
          headers: { ...this.#headers, ...(body !== null && { 'content-type': 'application/json' }) },
          body,
          redirect: 'manual',
          dispatcher: this.#dispatcher,
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
        }),
      );
      if (response.ok) return await read(response);
      const text = (await this.text(response)).trim();
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

  /** What an answer says, without the secrets of the request. @throws FinalError if it is too long */
  async text(response: Response): Promise<string> {
    return this.#secrets.hide(await limitedText(response));
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

/** @throws UsageError if one cannot be sent; its value, which may be secret, is not repeated */
function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers([[name, value]]);
    } catch {
      throw new UsageError(
        `headers.${name} cannot be sent: expected a name of letters, digits and -, and a value on one line in Latin-1.`,
      );
    }
  }
}
