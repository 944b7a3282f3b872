import { UsageError } from '../../errors.js';

/** Shorter values are no secrets, and would be found in any text. */
const SHORTEST = 4;

/**
 * Environment variables that a description names as `${NAME}`, so that no secret has to lie in it. What was put in is taken out again of
 * every text that comes back: servers repeat in their answers what they were sent.
 */
export class Secrets {
  readonly #environment: NodeJS.ProcessEnv;
  /** What stands for a value in messages, by the forms in which it may come back. */
  readonly #names = new Map<string, string>();

  constructor(environment: NodeJS.ProcessEnv = process.env) {
    this.#environment = environment;
  }

  /**
   * The text with values in the place of names.
   * @param what - the field that it stands in, for the message
   * @param encode - what becomes of a value
   * @throws UsageError if there is no such variable
   */
  fill(text: string, what: string, encode: (value: string) => string = (value) => value): string {
    return text.replace(/\$\{(\w+)\}/g, (placeholder, name: string) => {
      const value = this.#environment[name];
      if (value === undefined) {
        throw new UsageError(`${what} needs the environment variable ${name}, which is not set.`);
      }
      for (const form of [
        value,
        value.trim(),
        encodeURIComponent(value),
        JSON.stringify(value).slice(1, -1),
      ]) {
        if (form.length >= SHORTEST) this.#names.set(form, placeholder);
      }
      return encode(value);
    });
  }

  /** The text with names in the place of values. */
  hide(text: string): string {
    // The longest first: one value may be the beginning of another.
    const forms = [...this.#names].toSorted(([a], [b]) => b.length - a.length);
    return forms.reduce((hidden, [form, name]) => hidden.replaceAll(form, () => name), text);
  }

  /** Hides them in an error and what caused it. */
  hideIn(error: unknown): void {
    for (let at = error; at instanceof Error; at = at.cause) {
      for (const field of ['message', 'stack'] as const) {
        const text = at[field];
        // Of some errors the fields cannot be assigned to.
        if (text !== undefined)
          Object.defineProperty(at, field, { value: this.hide(text), configurable: true });
      }
    }
  }
}
