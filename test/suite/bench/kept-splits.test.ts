import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadSplits, saveSplit, type KeptSplit } from '../../../src/suite/bench/kept-splits.js';

let folder: string;
let path: string;
let notices: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-splits-'));
});
beforeEach(async () => {
  path = join(await mkdtemp(join(folder, 'home-')), 'cache', 'machine.json');
  notices = [];
});
afterAll(() => rm(folder, { recursive: true }));

const here = { cpu: 'A processor', cores: 8, onnxruntime: '1.30.0' };
const kept = (over: Partial<KeptSplit> = {}): KeptSplit => ({
  ...{ machine: here, device: 'onnxruntime cpu', lanes: 2, threads: 4 },
  ...{ imagesPerSecond: 40.5, measuredAt: '2026-11-25T12:00:00.000Z' },
  ...over,
});
const load = (machine = here) => loadSplits(path, machine, (text) => notices.push(text));

it('keeps a split, and the last one of a machine and device', async () => {
  expect(await load()).toEqual(new Map());
  await saveSplit(path, kept());
  await saveSplit(path, kept({ lanes: 4, threads: 2 }));
  await saveSplit(path, kept({ device: 'another cpu' }));
  expect(await load()).toEqual(
    new Map([
      ['onnxruntime cpu', kept({ lanes: 4, threads: 2 })],
      ['another cpu', kept({ device: 'another cpu' })],
    ]),
  );
  expect([await readdir(join(path, '..')), notices]).toEqual([['machine.json'], []]);
});

it.each([
  ['processor', { cpu: 'Another processor' }],
  ['number of cores', { cores: 4 }],
  ['runtime', { onnxruntime: '1.31.0' }],
])('keeps what was measured with another %s beside it, and does not take it', async (_, other) => {
  await saveSplit(path, kept());
  const there = { ...here, ...other };
  expect(await load(there)).toEqual(new Map());
  await saveSplit(path, kept({ machine: there, lanes: 1 }));
  expect((await load(there)).get('onnxruntime cpu')?.lanes).toBe(1);
  expect((await load()).get('onnxruntime cpu')?.lanes).toBe(2);
});

it.each([
  ['cut short', (text: string) => text.slice(0, -20), /machine\.json is ignored: it is not JSON/],
  ['of something else', () => '{"schema": "other"}', /it is not what gan-eval bench writes/],
  ['with no copies', (text: string) => text.replace('"lanes": 2', '"lanes": 0'), /not what gan-eval bench/],
])('says that it ignores a file %s, and replaces it', async (_, damage, notice) => {
  await saveSplit(path, kept());
  await writeFile(path, damage(await readFile(path, 'utf8')));
  expect(await load()).toEqual(new Map());
  expect(notices).toEqual([expect.stringMatching(notice)]);
  await saveSplit(path, kept());
  expect((await load()).size).toBe(1);
  expect(notices).toHaveLength(1);
});
