const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Has something done before this process ends by itself or by a signal, which then does what it would have done.
 * @param tidy - synchronous
 * @returns takes it back
 */
export function beforeEnd(tidy: () => void): () => void {
  const takeBack = (): void => {
    process.off('exit', tidy);
    for (const signal of signals) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    takeBack();
    tidy();
    // Another listener decides for itself what becomes of the process.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.once('exit', tidy);
  for (const signal of signals) process.on(signal, onSignal);
  return takeBack;
}
