import { UsageError } from '../errors.js';
import { reason } from '../formats/reason.js';

/** The cache cannot be written: the disk is full, the folder belongs to somebody else. */
export class CacheError extends UsageError {
  constructor(path: string, cause: unknown) {
    super(
      `${path} cannot be written: ${reason(cause)}. ` +
        'Make room or give access, or name another folder for the cache in GAN_EVAL_HOME.',
      { cause },
    );
  }
}
