import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeFileAtomically } from '../../src/formats/atomic-write.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-atomic-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('fails with the path that it was asked for, and leaves nothing behind', async () => {
  const missing = join(folder, 'no', 'report.html');
  await expect(writeFileAtomically(missing, [])).rejects.toMatchObject({ code: 'ENOENT', path: missing });
  await expect(writeFileAtomically(folder, [])).rejects.toMatchObject({ path: folder });
  expect(await readdir(folder)).toEqual([]);
});
