import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImageStrata } from '../../src/conditions/image-strata.js';
import { manifestPath } from '../../src/conditions/read-manifest.js';
import { InputError } from '../../src/errors.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-strata-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A set with a manifest; neither has to have images for this. */
async function labelled(name: string, ids: readonly string[], lines: readonly unknown[]) {
  const location = join(folder, name);
  await mkdir(location);
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(join(location, 'manifest.jsonl'), text.join('\n'));
  return { location, ids };
}

describe('readImageStrata', () => {
  it('takes a label by name, of a file or of an id, with other fields and empty lines beside it', async () => {
    const set = await labelled(
      'sound',
      ['a.png', 'b/c.png', 'arr_0[2]'],
      [
        { id: '0', file: 'b/c.png', labels: { class: 'dress', colour: 'red' }, note: [[1, 2]] },
        '',
        { file: 'a.png', labels: { class: 7 } },
        { id: 'arr_0[2]', labels: { class: 'coat' } },
      ],
    );
    const expected = { 'b/c.png': 'dress', 'a.png': '7', 'arr_0[2]': 'coat' };
    expect(Object.fromEntries(await readImageStrata(set, 'class'))).toEqual(expected);
  });

  it('reads a file that begins with a byte order mark and has Windows line ends', async () => {
    const set = await labelled('windows', ['a.png'], ['\uFEFF{"file":"a.png","labels":{"x":"y"}}\r']);
    expect((await readImageStrata(set, 'x')).get('a.png')).toBe('y');
  });

  it('takes the first folder of the path for `folder`, manifest or not', async () => {
    const strata = await readImageStrata({ location: 'set', ids: ['x/a.png', 'y/z/b.png'] }, 'folder');
    expect(Object.fromEntries(strata)).toEqual({ 'x/a.png': 'x', 'y/z/b.png': 'y' });
    const flat = readImageStrata({ location: 'set', ids: ['x/a.png', 'b.png', 'c.png'] }, 'folder');
    await expect(flat).rejects.toThrow(InputError);
    await expect(flat).rejects.toThrow(/^set: 2 of 3 images are in no subfolder \(b\.png, c\.png\)/);
  });

  it('counts images without a label and lines without an image in one error, with examples', async () => {
    const ids = Array.from({ length: 9 }, (_, i) => `${i}.png`);
    const set = await labelled('gaps', ids, [
      ...ids.slice(5).map((file) => ({ file, labels: { class: 'dress' } })),
      { file: '4.png' },
      { file: 'gone.png', labels: { class: 'dress' } },
    ]);
    await expect(readImageStrata(set, 'class')).rejects.toThrow(
      /5 of 9 images have no label 'class' \(0\.png, 1\.png, 2\.png, \.\.\.\); 1 of 6 lines have no image in .*gaps \(gone\.png\)/,
    );
  });

  it('names the labels that there are', async () => {
    const line = { file: 'a.png', labels: { class: 'dress', colour: 'red' } };
    const set = await labelled('names', ['a.png'], [line]);
    await expect(readImageStrata(set, 'clas')).rejects.toThrow(
      /Did you mean class\? Labels that there are: class, colour\./,
    );
    const bare = await labelled('bare', ['a.png'], [{ file: 'a.png' }]);
    await expect(readImageStrata(bare, 'class')).rejects.toThrow(/No line has labels\./);
  });

  it.each<[string, unknown[], RegExp]>([
    ['no JSON', [{ file: 'a.png' }, '{"file"'], /manifest\.jsonl:2: is not JSON/],
    ['neither id nor file', [{ labels: {} }], /manifest\.jsonl:1: .*\n.*must have an id or a file/],
    ['labels that are a list', [{ file: 'a.png', labels: ['x'] }], /manifest\.jsonl:1: .*\n.*labels/s],
    [
      'a second line for an image',
      [{ id: 'a.png' }, { file: 'a.png' }],
      /jsonl:2: a\.png has a line already, 1/,
    ],
  ])('refuses %s, naming file and line', async (name, lines, message) => {
    const reading = readImageStrata(await labelled(name, ['a.png'], lines), 'class');
    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(message);
  });

  it('says where it looked for the manifest: in the folder, or beside the archive', async () => {
    await mkdir(join(folder, 'without'));
    const missing = readImageStrata({ location: join(folder, 'without'), ids: ['a.png'] }, 'class');
    await expect(missing).rejects.toThrow(/without\/manifest\.jsonl: no such file/);
    for (const [archive, expected] of [
      ['set.zip', 'set.manifest.jsonl'],
      ['my.set.tar.gz', 'my.set.manifest.jsonl'],
      ['set.npz', 'set.manifest.jsonl'],
    ] as const) {
      await writeFile(join(folder, archive), '');
      expect(await manifestPath(join(folder, archive))).toBe(join(folder, expected));
    }
  });
});
