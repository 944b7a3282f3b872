import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../src/cli/format-duration.js';
import { runView } from '../../src/cli/run-view.js';
import type { RunStep } from '../../src/suite/run/run-steps.js';

const step = (label: string): RunStep => ({ kind: 'quality', label, images: 10 });
const steps = [step('first'), step('second')];

/** A view on a screen that remembers, with a clock that is set. */
function watched(isTTY: boolean, columns = 200) {
  let text = '';
  let now = 0;
  const output = { isTTY, columns, write: (part: string) => (text += part) };
  const view = runView(output, () => now);
  view.onSteps?.(steps);
  return {
    view,
    written: () => text,
    /** What stands on the last line. */
    line: () => text.slice(text.lastIndexOf('\x1b[2K') + 4),
    wait: (ms: number) => (now += ms),
  };
}

describe('runView', () => {
  it('writes a line a step where there is no terminal', () => {
    const { view, written } = watched(false);
    view.onStep?.(steps[0]!);
    view.onStage?.({ label: 'real', total: 10, unit: 'images' });
    view.onAdvance?.(5);
    view.onStageEnd?.();
    view.onNotice?.('Something odd.');
    view.onStep?.(steps[1]!);
    view.end();
    expect(written()).toBe('1/2 first\nSomething odd.\n2/2 second\n');
  });

  it('shows step, stage and rate, and the time left of all that is known', () => {
    const { view, line, wait } = watched(true);
    view.onStep?.(steps[0]!, { step: 100, later: 60, atLeast: false });
    view.onStage?.({ label: 'real', total: 100, unit: 'images' });
    expect(line()).toBe('1/2 first | real 0/100 images');
    wait(10_000);
    view.onAdvance?.(20);
    // 80 more at 2/s are 40 s; the step was said to take 100 s, of which 90 are left, and another minute comes after it.
    expect(line()).toBe('1/2 first | real 20/100 images, 2/s | about 3 min left');
    view.onStageEnd?.();
    view.onStage?.({ label: 'FID', total: 100, unit: 'percent' });
    wait(1000);
    view.onAdvance?.(50);
    expect(line()).toBe('1/2 first | FID 50%');
    view.end();
    expect(line()).toBe('');
  });

  it('tells the time left by what is being done, not by what was there', () => {
    const { view, line, wait } = watched(true);
    view.onStep?.(steps[0]!, { step: undefined, later: 0, atLeast: true });
    view.onStage?.({ label: 'real', total: 1000, unit: 'images' });
    wait(100);
    view.onAdvance?.(900);
    // At 900 in a tenth of a second, the rest would be there at once.
    expect(line()).toBe('1/2 first | real 900/1000 images');
    for (let i = 0; i < 10; i++) {
      wait(1000);
      view.onAdvance?.(1);
    }
    expect(line()).toMatch(/910\/1000 images, 1\/s \| 2 min left of this$/);
  });

  it('does not promise what it does not know', () => {
    const { view, line, wait } = watched(true);
    view.onStep?.(steps[0]!, { step: undefined, later: 0, atLeast: true });
    view.onStage?.({ label: 'real', total: 100, unit: 'images' });
    wait(5000);
    view.onAdvance?.(50);
    expect(line()).toMatch(/, 10\/s \| 5 s left of this$/);
    view.onStep?.(steps[0]!, { step: 10, later: 120, atLeast: true });
    wait(5000);
    view.onAdvance?.(10);
    expect(line()).toMatch(/at least 2 min left$/);
  });

  it('keeps to the width of the screen, and to ten frames a second', () => {
    const { view, written, line, wait } = watched(true, 20);
    view.onStep?.(steps[0]!);
    view.onStage?.({ label: 'a very long name of a set', total: 100, unit: 'images' });
    expect(line()).toHaveLength(19);
    wait(1000);
    view.onAdvance?.(1);
    const before = written().length;
    view.onAdvance?.(1);
    expect(written()).toHaveLength(before);
  });
});

describe('formatDuration', () => {
  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [60, '1 min'],
    [3540, '59 min'],
    [3600, '1 h'],
    [7800, '2 h 10 min'],
  ])('%d s are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});
