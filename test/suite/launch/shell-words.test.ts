import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { shellWords } from '../../../src/suite/launch/shell-words.js';

describe('shellWords', () => {
  it('reaches a program as it was, through a real shell', () => {
    const random = new Mt19937(1);
    const alphabet = Array.from('ab-=/ \'"\\$`!*?~#&;|<>(){}[]%\n\té∞');
    const words = Array.from({ length: 500 }, (_, i) =>
      Array.from({ length: i % 9 }, () => alphabet[random.integer(0, alphabet.length)]!).join(''),
    );
    const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${shellWords(words)}`], { encoding: 'utf8' });
    expect(stdout.split('\0').slice(0, -1)).toEqual(words);
  });

  it('leaves alone what needs no quotes', () => {
    expect(shellWords(['/usr/bin/node', '--array=1-16%4', 'a b'])).toBe("/usr/bin/node --array=1-16%4 'a b'");
  });
});
