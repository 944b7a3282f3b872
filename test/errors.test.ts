import { describe, expect, it } from 'vitest';
import { ExitCode, ImageError, InputError, UsageError } from '../src/errors.js';

describe('errors', () => {
  it('carry the exit code of their kind and the name of their class', () => {
    expect(new UsageError('x').exitCode).toBe(ExitCode.usage);
    const error = new ImageError('a/b.png', 'is cut short');
    expect(error).toBeInstanceOf(InputError);
    expect(error.exitCode).toBe(ExitCode.badInput);
    expect(error.name).toBe('ImageError');
    expect(error.message).toBe('a/b.png: is cut short');
  });
});
