import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../../errors.js';
import { reason } from '../../formats/reason.js';
import { beforeEnd } from './before-end.js';
import { LastWords } from './last-words.js';

/** How long what a program wrote before it ended may take to arrive. */
const DRAIN_MS = 500;

/**
 * A program and whatever it starts: a process group of its own, which is gone when this is closed, or this process exits or is
 * ended by a signal that can be heard.
 */
export class Child {
  readonly label: string;
  readonly lastWords: LastWords;
  /** Aborts when the program has ended, with an InputError that says how. */
  readonly ended: AbortSignal;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #exit: Promise<void>;
  readonly #told: Promise<void>;
  readonly #graceMs: number;
  readonly #kill = (): void => {
    this.#signal('SIGKILL');
  };
  readonly #takeBack: () => void;
  #closing: Promise<void> | undefined;

  /**
   * Starts it.
   * @param folder - where it runs
   * @param graceMs - how long it has to end when its stdin does, and again when it is asked to
   */
  constructor([program = '', ...args]: readonly string[], folder: string, graceMs: number) {
    this.#graceMs = graceMs;
    this.label = [program, ...args].join(' ');
    this.#process = spawn(program, args, {
      cwd: folder,
      // A group of its own can be ended as a whole; and Ctrl-C reaches gan-eval alone, which then ends the group.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const child = this.#process;
    this.#takeBack = beforeEnd(this.#kill);
    this.lastWords = new LastWords(child.stderr);
    // A program that has ended reads no more; `ended` says so.
    child.stdin.on('error', () => undefined);
    let problem = `${this.label} has ended`;
    this.#exit = new Promise((resolve) => {
      child.once('error', (error) => {
        problem = `${this.label}: cannot be started in ${folder}: ${reason(error)}`;
        resolve();
      });
      child.once('exit', (code, signal) => {
        problem = `${this.label} ended with ${signal === null ? `exit code ${code}` : `signal ${signal}`}`;
        resolve();
      });
    });
    const ended = new AbortController();
    this.ended = ended.signal;
    this.#told = this.#exit.then(async () => {
      await sleep(DRAIN_MS);
      ended.abort(new InputError(`${problem}.${this.lastWords.toString()}`));
    });
  }

  get stdout(): AsyncIterable<Uint8Array> {
    return this.#process.stdout;
  }

  /** Waits for the program to end, but no longer than that. @returns whether it has */
  async hasEndedWithin(patienceMs: number): Promise<boolean> {
    await Promise.race([this.#told, sleep(patienceMs, undefined, { ref: false })]);
    return this.ended.aborted;
  }

  write(text: string): void {
    this.#process.stdin.write(text);
  }

  /** Ends it: by the end of its stdin, else by SIGTERM, else by SIGKILL, and with it all that it started. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.#kill();
    await this.close();
  }

  async #close(): Promise<void> {
    this.#process.stdin.end();
    if (!(await this.#hasEnded())) {
      this.#signal('SIGTERM');
      await this.#hasEnded();
    }
    this.#kill();
    await this.#exit;
    this.#takeBack();
    // Something that left the group may hold the other ends open.
    this.#process.stdout.destroy();
    this.#process.stderr.destroy();
  }

  #hasEnded(): Promise<boolean> {
    return Promise.race([this.#exit.then(() => true), sleep(this.#graceMs, false, { ref: false })]);
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#process.kill(signal);
      else process.kill(-pid, signal);
    } catch {
      // There is nobody left.
    }
  }
}
