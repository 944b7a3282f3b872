import { expect, it } from 'vitest';
import { isInstalled, optionalPackages } from '../src/optional-packages.js';
import { UsageError } from '../src/errors.js';

it('knows what is installed', () => {
  expect(['vitest', 'gan-eval-of-no-such-name'].map(isInstalled)).toEqual([true, false]);
});

it('passes on what was loaded', async () => {
  expect(await optionalPackages('It', ['vitest'], '1.0.0', () => Promise.resolve(7))).toBe(7);
});

it('says what to install, of what is missing alone', async () => {
  const names = ['vitest', 'gan-eval-of-no-such-name'];
  const loading = optionalPackages('It', names, '1.0.0', () => Promise.resolve(7));
  await expect(loading).rejects.toThrow(UsageError);
  await expect(loading).rejects.toThrow(
    /^It needs packages that are not installed: (gan-eval-of-no-such-name)\. Run: npm install \1@1\.0\.0$/,
  );
});

it('tells a package that does not work from one that is not there', async () => {
  await expect(
    optionalPackages('It', ['vitest'], '1.0.0', () => Promise.reject(new Error('no binding\n for Node'))),
  ).rejects.toThrow('It needs vitest, which cannot be loaded (no binding for Node). Install anew: npm inst');
});
