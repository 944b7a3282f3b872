import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStatistics } from '../../../src/features/statistics-file.js';
import { decodeNpy, encodeNpy, toFloat64 } from '../../../src/formats/npy.js';
import { openNpz, writeNpz } from '../../../src/formats/npz.js';
import { parseStateDict } from '../../../src/formats/pth.js';
import { legacyFile, storage, tensor, text } from '../../formats/legacy-file.js';
import { mutateBytes } from '../mutate-bytes.js';
import type { Target } from '../target.js';
import { membersOf, mutateZip } from '../mutate-zip.js';
import { madeFile } from './made-file.js';

const arrays = {
  mu: { dims: [3], data: new Float64Array([1, 2, 3]) },
  sigma: { dims: [3, 3], data: new Float64Array(9).fill(0.5) },
  words: { dims: [2], data: ['one', 'zwei'] },
  bytes: { dims: [2, 2, 3], data: new Uint8Array(12) },
  whole: { dims: [2], data: new BigInt64Array([1n, -1n]) },
} as const;

const seedNpy = () => Promise.resolve(Object.values(arrays).map((array) => Buffer.concat(encodeNpy(array))));

const golden = (name: string): Promise<Buffer> =>
  readFile(new URL(`../../../fixtures/golden/${name}`, import.meta.url));

/** As `gan-eval stats` writes it. */
const note = {
  ...{ schema: 'gan-eval/statistics/1', writer: 'gan-eval 0', comparability: 'none', comparable: false },
  features: { name: 'a', output: 'b', weightsSha256: 'c', resize: 'torch', preprocessing: 'd' },
  ...{ runsOn: 'here', createdAt: '2026-01-01T00:00:00.000Z' },
  source: { location: 'a', kind: 'images', count: 3, available: 3, ignored: 0, skipped: [] },
};

const { mu, sigma } = arrays;
const npz = await Promise.all([
  madeFile('a.npz', (path) => writeNpz(path, arrays)),
  ...['stored', 'deflated'].map((kind) => golden(`images/numpy-${kind}.npz`)),
]);
const statistics = await Promise.all([
  madeFile('a.npz', (path) => writeNpz(path, { mu, sigma })),
  madeFile('b.npz', (path) => writeNpz(path, { mu, sigma, mu_s: mu, sigma_s: sigma })),
  madeFile('c.npz', (path) =>
    writeNpz(path, { mu, sigma, gan_eval: { dims: [], data: [JSON.stringify(note)] } }),
  ),
]);
const pthZips = await Promise.all(
  ['state-zip', 'state-zip-protocol4', 'checkpoint'].map((name) => golden(`models/${name}.pth`)),
);
const attack = legacyFile(['c', 'os\nsystem\n', '(', ...text('touch canary'), 't', 'R']);

export const arrayTargets: readonly Target[] = [
  {
    name: 'npy',
    seeds: seedNpy,
    mutate: mutateBytes,
    parse(input) {
      const array = decodeNpy(input, 'array');
      if (typeof array.data[0] === 'number') toFloat64(array, 'array');
      return Promise.resolve(array);
    },
  },
  {
    name: 'npz',
    seeds: () => Promise.resolve(npz),
    mutate: mutateZip(await Promise.all(npz.map(membersOf))),
    async parse(input, folder) {
      const path = join(folder, 'case.npz');
      await writeFile(path, input);
      const opened = await openNpz(path);
      try {
        for (const name of opened.names.slice(0, 8)) await opened.read(name);
      } finally {
        opened.close();
      }
    },
  },
  {
    name: 'statistics',
    seeds: () => Promise.resolve(statistics),
    mutate: mutateZip(await Promise.all(statistics.map(membersOf))),
    async parse(input, folder) {
      const path = join(folder, 'case.npz');
      await writeFile(path, input);
      await readStatistics(path);
    },
  },
  {
    name: 'pth-legacy',
    seeds: async () => [
      await golden('models/state-legacy.pth'),
      legacyFile(['}', '(', ...text('w'), ...tensor(storage('0', 6), 0, [2, 3], [3, 1]), 'u'], {
        0: [1, 2, 3, 4, 5, 6],
      }),
      attack,
    ],
    mutate: mutateBytes,
    parse: (input) => parseStateDict('case.pth', input),
  },
  {
    name: 'pth-zip',
    seeds: () => Promise.resolve(pthZips),
    mutate: mutateZip(await Promise.all(pthZips.map(membersOf))),
    parse: (input) => parseStateDict('case.pth', input),
  },
];
