import { describe, expect, it } from 'vitest';
import { unlessAborted } from '../../src/generators/command/unless-aborted.js';

const never = new Promise<number>(() => undefined);

describe('unlessAborted', () => {
  it('gives what the work gives, or throws what it throws', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve(3), [signal])).toBe(3);
    await expect(unlessAborted(Promise.reject(new Error('broken')), [signal])).rejects.toThrow('broken');
  });

  it('throws the reason of the signal that aborts, before or during', async () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const waiting = unlessAborted(never, [one.signal, two.signal]);
    two.abort(new Error('two'));
    await expect(waiting).rejects.toThrow('two');
    await expect(unlessAborted(never, [one.signal, two.signal])).rejects.toThrow('two');
  });

  it('hears nothing of work that fails later', async () => {
    const controller = new AbortController();
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<number>((_, reject) => (fail = reject));
    const waiting = unlessAborted(work, [controller.signal]);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    // Vitest fails the run if this rejection is nobody's.
    fail(new Error('late'));
    await new Promise((resolve) => setImmediate(resolve));
  });
});
