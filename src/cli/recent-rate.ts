/** Long enough to tell a rate by; and what was before, such as work that an earlier run had done, no longer counts. */
const WINDOW_MS = 5000;

interface Mark {
  readonly at: number;
  readonly done: number;
}

/** How fast work has gone of late. What was there before it began, and is gone through in no time, would else promise a speed that nothing keeps. */
export class RecentRate {
  readonly #now: () => number;
  /** In order. All but the first lie within the window. */
  #marks: Mark[];

  /** @param now - the clock, ms, that never goes back */
  constructor(now: () => number) {
    this.#now = now;
    this.#marks = [{ at: now(), done: 0 }];
  }

  get done(): number {
    return this.#marks.at(-1)!.done;
  }

  add(amount: number): void {
    const at = this.#now();
    this.#marks.push({ at, done: this.done + amount });
    const begins = this.#marks.findLastIndex((mark) => mark.at <= at - WINDOW_MS);
    if (begins > 0) this.#marks = this.#marks.slice(begins);
  }

  /** undefined: it has not gone on for long enough to say. */
  get perSecond(): number | undefined {
    const { at, done } = this.#marks[0]!;
    const elapsedMs = this.#now() - at;
    return elapsedMs >= WINDOW_MS && this.done > done ? (1000 * (this.done - done)) / elapsedMs : undefined;
  }
}
