import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { externalWeights } from '../../src/engines/external-weights.js';
import { InputError } from '../../src/errors.js';
import type { Generator } from '../../src/generators/generator.js';
import { openGenerator } from '../../src/generators/open-generator.js';
import { fileHash } from '../../src/models/file-hash.js';
import { onnxHash } from '../../src/models/onnx-hash.js';
import { unconditionalFile, writeGenerator } from '../generators/small-networks.js';

const golden = join(import.meta.dirname, '..', '..', 'fixtures', 'golden', 'onnx');
const DATA = ['external.a.data', 'external.b.data', 'external.c.data'];

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-onnx-'));
  for (const name of [...DATA, 'external.onnx', 'whole.onnx']) await cp(join(golden, name), at(name));
});
afterEach(() => rm(folder, { recursive: true }));

/** Changes one bit of a file. */
async function change(name: string): Promise<void> {
  const bytes = await readFile(at(name));
  bytes[5]! ^= 1;
  await writeFile(at(name), bytes);
}

describe('externalWeights', () => {
  it('finds every file, those of constants in branches too', async () => {
    expect(externalWeights(await readFile(at('external.onnx'))).sort()).toEqual(DATA);
    expect(externalWeights(await readFile(at('whole.onnx')))).toEqual([]);
  });

  it('comes to an end on any bytes', async () => {
    const model = await readFile(at('external.onnx'));
    for (let end = 0; end < model.length; end += 7) externalWeights(model.subarray(0, end));
    for (let seed = 0; seed < 200; seed++) {
      externalWeights(model.map((byte, i) => ((i * 31 + seed * 17) % 11 === 0 ? byte ^ (seed + i) : byte)));
    }
    expect(externalWeights(Buffer.from('no network'))).toEqual([]);
  });
});

describe('onnxHash', () => {
  it('is that of the file, if it has all', async () => {
    expect(await onnxHash(at('whole.onnx'))).toBe(await fileHash(at('whole.onnx'), 'sha256', 'hex'));
  });

  it.each(['external.onnx', ...DATA])('changes with %s', async (name) => {
    const before = await onnxHash(at('external.onnx'));
    expect(await onnxHash(at('external.onnx'))).toBe(before);
    await change(name);
    expect(await onnxHash(at('external.onnx'))).not.toBe(before);
  });

  it('names a file that is not there', async () => {
    await rm(at('external.b.data'));
    const hashing = onnxHash(at('external.onnx'));
    await expect(hashing).rejects.toThrow(InputError);
    await expect(hashing).rejects.toThrow(
      /external\.onnx: its file of weights, external\.b\.data, cannot be read/,
    );
  });
});

it('makes other weights beside a network another generator', async () => {
  const open = async (): Promise<Generator['identity']> => {
    const path = await writeGenerator(folder, { ...unconditionalFile, file: 'external.onnx' });
    const generator = await openGenerator(path, {
      engine: { name: 'onnxruntime' },
      onNotice: () => undefined,
    });
    await generator.dispose();
    return generator.identity;
  };
  const before = await open();
  expect(await open()).toEqual(before);
  await change('external.b.data');
  expect((await open()).sha256).not.toBe(before.sha256);
});
