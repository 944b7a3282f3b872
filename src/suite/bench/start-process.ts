import type { ChildProcess } from 'node:child_process';
import { forkModule } from '../../engines/fork-module.js';
import type { Subject } from './measure-rounds.js';
import type { ProcessMessage, ProcessTask } from './process-task.js';

export interface ProcessSubject extends Subject {
  /** The most memory that was resident in it until its last round; null before the first. */
  peakBytes(): number | null;
}

/**
 * Starts a process that measures, and waits until it is warm.
 * @throws Error that says why, if it does not come to that
 */
export async function startProcess(task: ProcessTask): Promise<ProcessSubject> {
  const child = forkModule('./bench-process', import.meta.url, task);
  let peak: number | null = null;
  const close = async (): Promise<void> => {
    const hasEnded = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    if (hasEnded) return;
    const exit = new Promise((resolve) => child.once('exit', resolve));
    if (child.connected) child.disconnect();
    await exit;
  };
  try {
    await nextMessage(child, 'ready');
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async round(ms) {
      child.send(ms);
      const { images, seconds, peakBytes } = await nextMessage(child, 'round');
      peak = peakBytes;
      return { images, seconds };
    },
    close,
    peakBytes: () => peak,
  };
}

function nextMessage<Kind extends ProcessMessage['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<ProcessMessage, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      child.off('message', take).off('exit', end).off('error', stopWith);
    };
    const stopWith = (error: Error): void => {
      stop();
      reject(error);
    };
    const take = (message: ProcessMessage): void => {
      if (isOf(message, kind)) {
        stop();
        resolve(message);
      } else stopWith(new Error(message.kind === 'failure' ? message.reason : `It said ${message.kind}.`));
    };
    const end = (code: number | null, signal: string | null): void => {
      stopWith(new Error(`its process ended with ${signal ?? `code ${code}`}`));
    };
    child.on('message', take).on('exit', end).on('error', stopWith);
  });
}

function isOf<Kind extends ProcessMessage['kind']>(
  message: ProcessMessage,
  kind: Kind,
): message is Extract<ProcessMessage, { kind: Kind }> {
  return message.kind === kind;
}
