import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGeneratorFile } from '../../src/generators/read-generator-file.js';
import { conditionalFile, styleFile, unconditionalFile } from './small-networks.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-description-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: unknown) {
  const path = join(folder, 'generator.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readGeneratorFile(path);
}

const truncating = { name: 'psi', range: [0.1, 1], default: 1, enters: 'truncation' };

describe('readGeneratorFile', () => {
  it.each([unconditionalFile, conditionalFile, styleFile])('reads $kind networks', async (file) => {
    expect(await read(file)).toMatchObject(file);
  });

  it('fills in what is left out', async () => {
    expect(await read({ loader: 'command', command: ['./make'] })).toEqual({
      loader: 'command',
      command: ['./make'],
      batch: 8,
      limits: { startSeconds: 300, imageSeconds: 120, endSeconds: 3 },
    });
  });

  it.each<[object | string, RegExp]>([
    ['{ "loader": ', /is not JSON/],
    [{ loader: 'torch' }, /Expected 'onnx' \| 'tfjs' \| 'command' \| 'http' \| 'images'\n.*at loader/],
    [{ loader: 'command' }, /Missing; expected array\n.*at command/],
    [{ loader: 'http', url: 'ftp://host/' }, /must be an http or https address\n.*at url/],
    [{ ...unconditionalFile, ranges: 1 }, /Unrecognized key: "ranges"/],
    [{ ...unconditionalFile, output: { range: [1, 0] } }, /low below high\n.*at output\.range/],
    [{ ...unconditionalFile, latent: { input: 'z', size: 0.5 } }, /expected int.*\n.*at latent\.size/],
    [{ ...unconditionalFile, kind: 'conditional' }, /conditional if and only if there is a pose/],
    [{ ...conditionalFile, kind: 'unconditional' }, /conditional if and only if there is a pose/],
    [
      { ...conditionalFile, outfit: { ...conditionalFile.outfit, slots: ['a', 'a'] } },
      /must not name a slot twice\n.*at outfit\.slots/,
    ],
    [
      { ...conditionalFile, knobs: [{ ...truncating, default: 3 }] },
      /must lie within the range\n.*at knobs\[0\]\.default/,
    ],
    [{ ...unconditionalFile, knobs: [truncating, truncating] }, /must not name a knob twice/],
    [
      { ...unconditionalFile, knobs: [truncating, { ...truncating, name: 'cut' }] },
      /at most one that enters as truncation/,
    ],
    [{ ...unconditionalFile, knobs: [{ ...truncating, range: [0, 1] }] }, /must lie above 0 and up to 8/],
    [
      {
        ...unconditionalFile,
        knobs: [truncating],
        latent: { input: 'z', size: 5, distribution: 'uniform' },
      },
      /psi truncates a normal latent, and this one is uniform/,
    ],
    [
      { ...unconditionalFile, truncation: { mean: [0] }, knobs: [truncating] },
      /truncation.*needs a mapping|needs a mapping network/,
    ],
    [{ ...styleFile, truncation: undefined }, /must give the mean style that psi leads to\n.*at truncation/],
    [{ ...styleFile, knobs: [] }, /is moved by no knob/],
  ])('says what is wrong with %j', async (content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });
});
