import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../src/conditions/condition.js';
import { openManifest } from '../../src/conditions/open-manifest.js';
import { readManifest } from '../../src/conditions/read-manifest.js';
import { InputError } from '../../src/errors.js';
import { jsonLines } from './write-files.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-manifest-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(lines: readonly (string | object)[]) {
  const path = join(folder, 'manifest.jsonl');
  await writeFile(path, jsonLines(lines));
  const manifest = await openManifest(path);
  const conditions: Condition[] = [];
  for await (const condition of manifest.conditions()) conditions.push(condition);
  return { manifest, conditions };
}

const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const pose = (value: readonly unknown[] = [10, 20, 2]): unknown[] => Array.from({ length: 16 }, () => value);

describe('openManifest', () => {
  it('gives every field, joints of v 0 as null, hidden ones as such', async () => {
    const { conditions, manifest } = await read([
      {
        id: 'a',
        file: 'x/a.png',
        width: 300,
        height: 400,
        pose: [...pose().slice(0, 14), [1.5, 2.5, 1], [0, 0, 0]],
        box: [10, 20, 100, 200],
        outfit: { top: 'articles/a.png', bag: null },
        parsing: 'maps/a.png',
        labels: { class: 'dress', year: 2024 },
        seed: 7,
        knobs: { psi: 0.7 },
        photographer: { any: ['thing'] },
      },
    ]);
    expect(manifest).toMatchObject({ folder, slots: ['top', 'bag'] });
    const [condition] = conditions;
    expect(condition).toMatchObject({
      id: 'a',
      file: 'x/a.png',
      size: { widthPx: 300, heightPx: 400 },
      box: { x: 10, y: 20, width: 100, height: 200 },
      parsing: 'maps/a.png',
      labels: { class: 'dress', year: '2024' },
      seed: 7,
      knobs: { psi: 0.7 },
    });
    expect(condition!.pose).toHaveLength(16);
    expect(condition!.pose!.slice(13)).toEqual([
      { x: 10, y: 20, visible: true },
      { x: 1.5, y: 2.5, visible: false },
      null,
    ]);
    expect([...condition!.outfit!]).toEqual([
      ['top', 'articles/a.png'],
      ['bag', null],
    ]);
  });

  it('takes what is left out for not known, and id and file for each other', async () => {
    const { conditions, manifest } = await read([
      { file: 'a.png' },
      { id: 'arr_0[1]', pose: null, outfit: null },
    ]);
    const unknown = {
      size: null,
      pose: null,
      box: null,
      headBox: null,
      outfit: null,
      parsing: null,
      seed: null,
      ...{ base: null, coloursOf: null },
    };
    expect(manifest.slots).toEqual([]);
    expect(conditions).toEqual([
      { id: 'a.png', file: 'a.png', ...unknown, labels: {}, knobs: {} },
      { id: 'arr_0[1]', file: 'arr_0[1]', ...unknown, labels: {}, knobs: {} },
    ]);
  });

  it('orders outfits by the header, and tells a slot that is empty from one that is not known', async () => {
    const { conditions, manifest } = await read([
      { slots: ['top', 'bottom', 'shoes'], made: 'by hand' },
      { id: 'a', outfit: { shoes: null, top: 't.png' } },
    ]);
    expect(manifest.slots).toEqual(['top', 'bottom', 'shoes']);
    expect([...conditions[0]!.outfit!]).toEqual([
      ['top', 't.png'],
      ['shoes', null],
    ]);
  });

  it('gives the labels of parsing maps that the header tells, and none without', async () => {
    const { manifest } = await read([
      { slots: ['top', 'bag', 'shoes'], parsingLabels: { shoes: [18, 19], top: [5] } },
      { id: 'a' },
    ]);
    expect(Object.fromEntries(manifest.parsingLabels)).toEqual({ shoes: [18, 19], top: [5] });
    for (const lines of [[{ slots: ['top'] }], [{ id: 'a', outfit: { top: null } }], [{ id: 'a' }]]) {
      expect((await read(lines)).manifest.parsingLabels.size).toBe(0);
    }
  });

  it('gives the parts of the body that the header tells of its slots', async () => {
    const { manifest } = await read([
      { slots: ['top', 'item 2'], regions: { 'item 2': 'legs' } },
      { id: 'a' },
    ]);
    expect(Object.fromEntries(manifest.regions)).toEqual({ 'item 2': 'legs' });
    expect((await read([{ slots: ['top'] }, { id: 'a' }])).manifest.regions.size).toBe(0);
  });

  it('takes the slots of the first outfit where there is no header, also for lines before it', async () => {
    const { manifest } = await read([
      { id: 'a' },
      { id: 'b', outfit: { top: null, bag: null } },
      { id: 'c' },
    ]);
    expect(manifest.slots).toEqual(['top', 'bag']);
  });

  it.each<[string, (string | object)[], RegExp]>([
    ['a line that is not JSON', [{ id: 'a' }, '{"id": "b"'], /manifest\.jsonl:2: is not JSON/],
    [
      'Python’s NaN',
      ['{"id": "a", "pose": [[NaN, 1, 0]]}'],
      /:1: is not JSON .*write a joint .* as \[0, 0, 0\]/,
    ],
    ['a list', ['[1]'], /:1: cannot be used/],
    ['15 joints', [{ id: 'a', pose: pose().slice(1) }], /:1: [\s\S]*pose/],
    ['v of 3', [{ id: 'a', pose: pose([1, 2, 3]) }], /:1: [\s\S]*pose\[0\]\[2\]/],
    ['a joint without v', [{ id: 'a', pose: pose([1, 2]) }], /:1: [\s\S]*pose\[0\]/],
    ['width without height', [{ id: 'a', width: 3 }], /must have both width and height[\s\S]*width/],
    ['a width of 0', [{ id: 'a', width: 0, height: 1 }], /:1: [\s\S]*width/],
    ['an empty box', [{ id: 'a', box: [1, 2, 0, 4] }], /:1: [\s\S]*box\[2\]/],
    ['an article that is a number', [{ id: 'a', outfit: { top: 3 } }], /:1: [\s\S]*outfit\.top/],
    [
      'seven slots',
      [{ id: 'a', outfit: Object.fromEntries(seven.map((slot) => [slot, null])) }],
      /at most 6 slots/,
    ],
    ['a header with seven slots', [{ slots: seven }], /:1: cannot be used as the header/],
    [
      'labels of a slot that the header does not have',
      [{ slots: ['top', 'bag'], parsingLabels: { tops: [1] } }],
      /:1: [\s\S]*is no slot; expected one of: top, bag[\s\S]*parsingLabels\.tops/,
    ],
    [
      'a region of a slot that the header does not have',
      [{ slots: ['a'], regions: { b: 'legs' } }],
      /is no slot[\s\S]*regions\.b/,
    ],
    [
      'a region that is no part of the body',
      [{ slots: ['a'], regions: { a: 'tail' } }],
      /:1: [\s\S]*torso[\s\S]*regions\.a/,
    ],
    ['a slot with no label', [{ slots: ['a'], parsingLabels: { a: [] } }], /:1: [\s\S]*parsingLabels\.a/],
    ['a label of 256', [{ slots: ['a'], parsingLabels: { a: [256] } }], /:1: [\s\S]*parsingLabels\.a\[0\]/],
    ['a header that names a slot twice', [{ slots: ['a', 'a'] }], /must not name a slot twice/],
    [
      'a header that is not first',
      [{ id: 'a' }, { slots: ['a'] }],
      /:2: a header .* has to be the first line/,
    ],
    [
      'a slot that the header does not have',
      [{ slots: ['top', 'bottom'] }, { id: 'a', outfit: { botom: null } }],
      /:2: outfit has a slot 'botom'; expected those of the header: top, bottom\. Did you mean bottom\?/,
    ],
    [
      'a slot that the first outfit does not have',
      [
        { id: 'a', outfit: { top: null } },
        { id: 'b', outfit: { top: null, bag: null } },
      ],
      /:2: outfit has a slot 'bag'; expected those of line 1: top\..*"slots"/,
    ],
    [
      'a slot whose name is long',
      [{ slots: ['top'] }, { id: 'a', outfit: { ['s'.repeat(20_000)]: null } }],
      /:2: outfit has a slot 's{60}\.\.\.'; expected/,
    ],
    [
      'an id twice',
      [{ id: 'a', file: 'a' }, '', { id: 'a', file: 'b' }],
      /:3: id 'a' is that of line 1 already/,
    ],
    [
      'a file twice',
      [
        { id: 'a', file: 'x' },
        { id: 'b', file: 'x' },
      ],
      /:2: file 'x' is that of line 1 already/,
    ],
    ['neither id nor file', [{ seed: 1 }], /must have an id or a file/],
    ['colours without a base', [{ id: 'a', coloursOf: 'b' }], /:1: [\s\S]*goes with base[\s\S]*coloursOf/],
    ['a negative seed', [{ id: 'a', seed: -1 }], /:1: [\s\S]*seed/],
  ])('refuses %s, naming file, line and field', async (_, lines, message) => {
    const reading = read(lines);
    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(message);
  });

  it('is read from the start at every call', async () => {
    const { manifest } = await read([{ id: 'a' }, { id: 'b' }]);
    for (let i = 0; i < 2; i++) {
      const ids: string[] = [];
      for await (const { id } of manifest.conditions()) ids.push(id);
      expect(ids).toEqual(['a', 'b']);
    }
  });
});

describe('readManifest', () => {
  it('passes over the header', async () => {
    const { manifest } = await read([{ slots: ['top'] }, { id: 'a' }]);
    const numbers: number[] = [];
    for await (const { number } of readManifest(manifest.path)) numbers.push(number);
    expect(numbers).toEqual([2]);
  });
});
