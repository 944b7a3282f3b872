import { expect, it } from 'vitest';
import { runSchema } from '../../src/config/run-result.js';
import { aRunResult } from './run-result-builder.js';

it('takes the result that tests are built on, unchanged', () => {
  expect(runSchema.parse(aRunResult())).toEqual(aRunResult());
});
