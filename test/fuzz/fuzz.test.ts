import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { decodeNpy, encodeNpy } from '../../src/formats/npy.js';
import { judgeOutcome } from './judge-outcome.js';
import { Trial } from './run-case.js';
import { targets } from './targets.js';

/** Cases of a target here; `npm run fuzz` runs any number. */
const CASES = 40;
const SEED = 7;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-fuzz-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('what is read', () => {
  it.each(targets)('takes or refuses whatever it is given: $name', async (target) => {
    const trial = await Trial.open(target, join(folder, target.name));
    const problems: string[] = [];
    let sound = 0;
    for (let number = -trial.seedCount; number < Math.ceil(CASES * (target.share ?? 1)); number++) {
      const { problem, accepted } = await trial.run({ seed: SEED, number });
      if (number < 0 && accepted) sound++;
      if (problem !== undefined) problems.push(`case ${number}: ${problem}`);
    }
    expect(problems).toEqual([]);
    expect(await trial.strayFiles()).toEqual([]);
    // Where no seed is sound, nothing is looked behind. What is spoken ends, which is no value.
    if (!['wire', 'js-literal', 'onnx-hash', 'onnx-load'].includes(target.name))
      expect(sound).toBeGreaterThan(0);
  });

  it('is judged: errors of others, and messages that were not written for people', () => {
    expect(judgeOutcome(undefined)).toBeUndefined();
    expect(judgeOutcome(new InputError('a.npy: is cut short'))).toBeUndefined();
    expect(judgeOutcome(new RangeError('a'))).toMatch(/no error of gan-eval/);
    for (const text of [
      'got undefined',
      '[object Object]',
      'Maximum call stack size exceeded',
      'x'.repeat(30_000),
    ]) {
      expect(judgeOutcome(new InputError(text))).toMatch(/a message/);
    }
  });
});

describe('arrays', () => {
  it('come back as they were written', () => {
    const arrays = fc.oneof(
      fc.float64Array({ maxLength: 30 }),
      fc.float32Array({ maxLength: 30 }),
      fc.uint8Array({ maxLength: 30 }),
      fc.int32Array({ maxLength: 30 }),
      fc.bigInt64Array({ maxLength: 30 }),
      fc.array(
        fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replace(/\0+$/, '')),
        { maxLength: 8 },
      ),
    );
    fc.assert(
      fc.property(arrays, (data) => {
        const read = decodeNpy(Buffer.concat(encodeNpy({ dims: [data.length], data })), 'array');
        expect(read).toEqual({ dims: [data.length], data });
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
