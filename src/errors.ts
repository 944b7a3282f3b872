/** Exit codes of the command line, after BSD's sysexits.h. */
export const ExitCode = { ok: 0, usage: 64, badInput: 65, internal: 70, incomplete: 75 } as const;

/**
 * An error whose message is written for the user: what was seen, what was expected, what to do next.
 * Anything else that reaches the command line is a defect of gan-eval and exits with 70.
 */
export abstract class GanEvalError extends Error {
  abstract readonly exitCode: number;

  override get name(): string {
    return this.constructor.name;
  }
}

/** The request cannot be carried out as asked: an unknown name, options that contradict, a model not installed. */
export class UsageError extends GanEvalError {
  readonly exitCode = ExitCode.usage;
}

/** The data given cannot be used: unreadable, damaged, of the wrong shape. */
export class InputError extends GanEvalError {
  readonly exitCode = ExitCode.badInput;
}

/** Part of the data is not there yet: what was asked for may well succeed later. */
export class IncompleteError extends GanEvalError {
  readonly exitCode = ExitCode.incomplete;
}

/** One image that cannot be read; `--on-error skip` counts these and goes on. */
export class ImageError extends InputError {
  readonly imageId: string;

  constructor(imageId: string, message: string, options?: ErrorOptions) {
    super(`${imageId}: ${message}`, options);
    this.imageId = imageId;
  }
}

/** Too few samples for a metric to be defined. */
export class InsufficientSamplesError extends InputError {}
