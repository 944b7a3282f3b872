/**
 * What `work` gives, unless one of the signals aborts before; the work then goes on unheard. Listeners are taken off
 * again, so that a signal that lives long holds on to nothing.
 * @throws the reason of the signal, or what the work throws
 */
export async function unlessAborted<T>(work: Promise<T>, signals: readonly AbortSignal[]): Promise<T> {
  const settled = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    for (const signal of signals) {
      const stop = (): void => {
        resolve();
      };
      signal.addEventListener('abort', stop, { signal: settled.signal });
      if (signal.aborted) stop();
    }
  });
  try {
    await Promise.race([work, aborted]);
    for (const signal of signals) signal.throwIfAborted();
    return await work;
  } finally {
    settled.abort();
    work.catch(() => undefined);
  }
}
