import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSchema } from '../../../src/config/run-result.js';
import { UsageError } from '../../../src/errors.js';
import { acceptBaseline } from '../../../src/suite/results/accept-baseline.js';
import { aGatedRun, gateFiles } from './gate-files.js';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await gateFiles();
});
afterAll(() => rm(folder, { recursive: true }));

const accept = (name: string, out: string, anyway = false) => acceptBaseline(at(name), at(out), { anyway });

describe('acceptBaseline', () => {
  it('keeps the result without its single images, and says what became of the former', async () => {
    expect((await accept('better.json', 'a.json')).changes).toMatchObject({
      reason: expect.stringMatching('no such file') as string,
    });
    const accepted = runSchema.parse(JSON.parse(await readFile(at('a.json'), 'utf8')));
    const [point] = aGatedRun(12).points;
    expect(accepted.points).toEqual([{ ...point, control: { ...point!.control, images: [] } }]);
    const { changes } = await accept('result.json', 'a.json');
    expect(changes).toMatchObject([
      { subject: 'conditional.fid', before: { value: 12 }, after: { value: 16 }, differing: [] },
      { subject: 'conditional.pck' },
    ]);
  });

  it('keeps other results as they are, and names what there was and is no more', async () => {
    await accept('result.json', 'b.json');
    const { changes } = await accept('fid.json', 'b.json');
    expect(changes).toMatchObject([
      { subject: 'generated.fid', before: null, after: { value: 16 } },
      { subject: 'conditional.fid', before: { value: 16 }, after: null },
      { subject: 'conditional.pck', after: null },
    ]);
    expect(await readFile(at('b.json'))).toEqual(await readFile(at('fid.json')));
  });

  it('takes no result that failed its gates, unless it is to', async () => {
    await writeFile(at('c.json'), 'kept');
    await expect(accept('failed.json', 'c.json')).rejects.toThrow(UsageError);
    await expect(accept('failed.json', 'c.json')).rejects.toThrow(/failed 1 of its gates: fid < 3.*--anyway/);
    expect(await readFile(at('c.json'), 'utf8')).toBe('kept');
    expect((await accept('failed.json', 'c.json', true)).failed).toEqual(['fid < 3']);
  });
});
