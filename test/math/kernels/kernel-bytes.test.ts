import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('the compiled kernels are those of kernels/', () => {
  const compile = fileURLToPath(new URL('../../../kernels/compile.mjs', import.meta.url));
  expect(() => execFileSync(process.execPath, [compile, '--check'], { stdio: 'pipe' })).not.toThrow();
});
