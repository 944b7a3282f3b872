/** Aborts its signal when it is not reset for a while. */
export class Watchdog {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #afterMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(afterMs: number) {
    this.signal = this.#controller.signal;
    this.#afterMs = afterMs;
    this.reset();
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#controller.abort(new Error(`no data for ${this.#afterMs / 1000} seconds`));
    }, this.#afterMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
