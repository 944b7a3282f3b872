import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { judgeGates } from '../../../src/gate/judge-gates.js';
import { parseGates } from '../../../src/gate/parse-gates.js';
import { gateNamesOf } from '../../../src/suite/results/gate-names-of.js';
import { readBaseline } from '../../../src/suite/results/read-baseline.js';
import { readMeasuredRun } from '../../../src/suite/results/read-measured-run.js';
import { gateFiles } from './gate-files.js';

let folder: string;
beforeAll(async () => {
  folder = await gateFiles();
});
afterAll(() => rm(folder, { recursive: true }));

describe('a result that gates are held against', () => {
  it.each([
    ['a run', 'result.json', 'fid < 20', 'conditional.fid'],
    ['a run folder', '.', 'fid < 20', 'conditional.fid'],
    ['what fid and metrics print', 'fid.json', 'fid < 20', 'generated.fid'],
    ['what control prints', 'control.json', 'pck.normalised > 0.4', 'generated.pck.normalised'],
    ['what metrics --versus prints', 'versus.json', 'cost.fid < 5', 'cost[candidate-baseline].fid'],
    ['one side of it', 'versus.json', 'candidate.fid < 20', 'candidate.fid'],
  ])('may be %s', async (_, file, gate, subject) => {
    const { measured, sha256 } = await readMeasuredRun(join(folder, file));
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const [result] = judgeGates(parseGates([gate], gateNamesOf(measured)), measured, { missing: '' });
    expect(result).toMatchObject({ outcome: 'pass', checks: [{ subject }] });
  });

  it.each<[string, string, RegExp]>([
    ['of another version', 'later.json', /schema is 'gan-eval\/run\/2'; expected one of gan-eval\/run\/1/],
    ['damaged', 'damaged.json', /not what its schema says[^]*points/],
    ['no JSON', 'text.json', /is not JSON/],
    ['no result', 'list.json', /schema is not given/],
    ['not there', 'nothing.json', /no such file/],
  ])('is refused if it is %s; as a baseline it is missing', async (_, file, message) => {
    const path = join(folder, file);
    await expect(readMeasuredRun(path)).rejects.toThrow(InputError);
    await expect(readMeasuredRun(path)).rejects.toThrow(message);
    const { baseline, record } = await readBaseline(path);
    expect([baseline, record]).toEqual([{ missing: expect.stringMatching(message) as string }, null]);
  });

  it('is recorded as a baseline by what it is', async () => {
    const path = join(folder, 'result.json');
    const [{ sha256, createdAt }, { record }] = [await readMeasuredRun(path), await readBaseline(path)];
    expect(record).toEqual({ location: path, createdAt, sha256 });
    expect((await readBaseline(undefined)).baseline).toMatchObject({
      missing: expect.stringMatching('baseline accept') as string,
    });
  });
});
