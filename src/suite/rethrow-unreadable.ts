import { ImageError, InputError } from '../errors.js';

/**
 * Ends a run at an image that cannot be read, saying what to do; other errors pass as they are.
 * @param location - of the set
 */
export function rethrowUnreadable(location: string, error: unknown): never {
  if (!(error instanceof ImageError)) throw error;
  throw new InputError(
    `${location}: ${error.message}. Repair or remove it, or leave such images out with --on-error skip (of a run: onError: skip).`,
    { cause: error },
  );
}
