import { afterEach, describe, expect, it, vi } from 'vitest';
import { terminalListener } from '../../src/cli/terminal-listener.js';

describe('terminalListener', () => {
  const { isTTY } = process.stderr;
  afterEach(() => {
    process.stderr.isTTY = isTTY;
    vi.restoreAllMocks();
  });

  it('changes no mode of the terminal, as a signal ends the process before it could be put back', () => {
    process.stderr.isTTY = true;
    const written: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    const listener = terminalListener();
    listener.onStage?.({ label: 'a'.repeat(300), total: 10, unit: 'images' });
    listener.onAdvance?.(3);
    listener.onStageEnd?.();
    const shown = written.join('');
    expect(shown).toContain('aaa');
    expect(shown).not.toMatch(/\x1b\[\?\d+[hl]/);
    // One line: what does not fit is cut off.
    const width = process.stderr.columns || 80;
    for (const text of written) expect(text.length).toBeLessThanOrEqual(width);
  });
});
