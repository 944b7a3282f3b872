import type { Worker } from 'node:worker_threads';

/** Tasks that a thread holds at a time: the next one is there when one is done, whatever the calling thread is busy with. */
const DEPTH = 2;
/** Tasks done before a second thread is started, which takes as long as many of them. */
export const TASKS_BEFORE_GROWTH = 8;

/**
 * What a thread of a pool says. It is sent `{ id, task }`, and `null` when there will be no more: it then lets go of what it has and ends.
 */
export type ThreadMessage<Reply> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

interface Waiting<Task, Reply> {
  readonly task: Task;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

interface Thread<Task, Reply> {
  readonly worker: Worker;
  readonly held: Map<number, Waiting<Task, Reply>>;
  isReady: boolean;
}

/**
 * Threads that do tasks of one kind. The first starts with the first task; once a few have been done, so that a small job pays for one, another
 * for each task that waits. Threads keep no process alive.
 */
export class ThreadPool<Task, Reply> {
  readonly #label: string;
  readonly #most: number;
  readonly #startWorker: () => Worker;
  readonly #threads: Thread<Task, Reply>[] = [];
  readonly #waiting: Waiting<Task, Reply>[] = [];
  #ids = 0;
  #done = 0;
  #failure: Error | undefined;
  #isClosed = false;

  /**
   * @param label - what the threads are for, for the error if one ends unasked
   * @param most - threads at a time, 1 or more
   */
  constructor(label: string, most: number, start: () => Worker) {
    this.#label = label;
    this.#most = most;
    this.#startWorker = start;
  }

  /**
   * Has a task done. Tasks start in the order of the calls; they may end in another.
   * @param transfer - memory of the task that the thread takes over
   * @throws Error with the thread's own message if the task fails; the same one for every task if a thread ends unasked
   */
  run(task: Task, transfer: readonly ArrayBuffer[] = []): Promise<Reply> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, transfer, resolve, reject });
      this.#dispatch();
    });
  }

  /** Lets the threads finish what they hold, and ends them. Tasks that none has taken are rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#fail(new Error(`${this.#label} was closed.`));
    await Promise.all(
      this.#threads.map(async ({ worker }) => {
        const exit = new Promise((resolve) => worker.once('exit', resolve));
        worker.ref();
        worker.postMessage(null);
        await exit;
      }),
    );
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#freest() ?? (this.#threads.length === 0 ? this.#start() : undefined);
      if (!thread) break;
      const next = this.#waiting.shift()!;
      const id = this.#ids++;
      thread.held.set(id, next);
      thread.worker.postMessage({ id, task: next.task }, next.transfer);
    }
    if (this.#done >= TASKS_BEFORE_GROWTH) this.#grow();
  }

  #freest(): Thread<Task, Reply> | undefined {
    let best: Thread<Task, Reply> | undefined;
    for (const thread of this.#threads) {
      if (thread.isReady && thread.held.size < (best?.held.size ?? DEPTH)) best = thread;
    }
    return best;
  }

  #grow(): void {
    let starting = this.#threads.filter(({ isReady }) => !isReady).length;
    for (; starting < this.#waiting.length && this.#threads.length < this.#most; starting++) this.#start();
  }

  /** Only the first is given tasks before it is ready: there is no other. */
  #start(): Thread<Task, Reply> | undefined {
    if (this.#isClosed) return undefined;
    const threads = this.#threads;
    const thread: Thread<Task, Reply> = {
      worker: this.#startWorker(),
      held: new Map(),
      isReady: threads.length === 0,
    };
    threads.push(thread);
    thread.worker.unref();
    thread.worker.on('message', (message: ThreadMessage<Reply>) => {
      this.#take(thread, message);
    });
    thread.worker.on('error', (cause) => {
      this.#fail(new Error(`${this.#label} broke down: ${cause.message}`, { cause }));
    });
    thread.worker.on('exit', () => {
      if (!this.#isClosed) this.#fail(new Error(`${this.#label} ended before its work was done.`));
      threads.splice(threads.indexOf(thread), 1);
    });
    return thread;
  }

  #take(thread: Thread<Task, Reply>, message: ThreadMessage<Reply>): void {
    if (message.kind === 'ready') {
      thread.isReady = true;
    } else {
      const task = thread.held.get(message.id);
      thread.held.delete(message.id);
      this.#done++;
      if (message.kind === 'reply') task?.resolve(message.reply);
      else task?.reject(new Error(message.message));
    }
    this.#dispatch();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
    for (const { held } of this.#threads) {
      for (const { reject } of held.values()) reject(this.#failure);
      held.clear();
    }
  }
}
