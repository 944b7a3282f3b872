import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { sampleGenerator } from '../../../src/suite/sampling/sample-generator.js';
import { initRun } from '../../../src/suite/run/init-run.js';
import { planRun } from '../../../src/suite/run/plan-run.js';
import { readRunFile } from '../../../src/suite/run/read-run-file.js';
import { writeDotsWorld } from './dots-world.js';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-init-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('initRun', () => {
  it('writes a configuration for what it finds, which can be run as it stands', async () => {
    await writeDotsWorld(at('world'), 6);
    const run = { seed: 0, count: 4, knobs: {}, conditions: undefined };
    await sampleGenerator(
      at('world/unconditional'),
      { name: 'onnxruntime' },
      { ...run, out: at('world/fakes/first') },
    );
    await mkdir(at('world/.git'));
    await mkdir(at('world/articles'));
    await writeFile(at('world/articles/0.png'), '');
    const manifest = await readFile(at('world/real/manifest.jsonl'), 'utf8');
    const dressed = manifest.replace(/^\{/, '{"outfit":{"top":"../articles/0.png","shoes":null},');
    await writeFile(at('world/real/manifest.jsonl'), `{"slots":["top","shoes"]}\n${dressed}`);

    const { path, findings } = await initRun(at('world'));
    expect(findings).toEqual([
      'Real images: real. Its manifest has 6 lines: 6 poses, outfits of top, shoes.',
      'To be compared: conditional, unconditional, fakes/first.',
    ]);
    const { points, real } = await planRun(await readRunFile(path), {});
    expect(real).toBe(at('world/real'));
    expect(points.map(({ id, sampling, control }) => [id, sampling !== null, control !== null])).toEqual([
      ['conditional', true, true],
      ['unconditional', true, false],
      ['first', false, false],
    ]);
    expect(JSON.parse(await readFile(at('world/gan-eval.schema.json'), 'utf8'))).toHaveProperty('$schema');
  });

  it('writes an example where there is nothing, and says what is to be filled in', async () => {
    await mkdir(at('empty'));
    const { path, findings } = await initRun(at('empty'));
    expect(findings).toEqual([
      'No real images were found: fill in real.',
      'No generator.json and no generated images were found: fill in generators.',
    ]);
    const { file } = await readRunFile(path);
    expect(file).toMatchObject({ real: 'data/real', samples: 1000 });
    expect(await readFile(path, 'utf8')).toMatch(
      /# An example: nothing that looks like real images was found/,
    );
  });

  it('never overwrites one', async () => {
    await mkdir(at('taken'));
    await writeFile(at('taken/gan-eval.yaml'), 'mine');
    await expect(initRun(at('taken'))).rejects.toThrow(UsageError);
    expect(await readFile(at('taken/gan-eval.yaml'), 'utf8')).toBe('mine');
    expect(await readdir(at('taken'))).toEqual(['gan-eval.yaml']);
  });

  it('finds real images among several sets by name and manifest, and gives names that gates can use', async () => {
    for (const name of ['2024-run', 'photos', 'x/2024-run', 'deep/er/than/that']) {
      await mkdir(at(`several/${name}`), { recursive: true });
      await writeFile(at(`several/${name}/a.png`), '');
    }
    await writeFile(at('several/more.zip'), '');
    const { path } = await initRun(at('several'));
    const { file } = await readRunFile(path);
    expect(file.real).toBe('photos');
    expect(file.generators).toMatchObject([
      { name: 'g2024_run', source: '2024-run' },
      { name: 'more', source: 'more.zip' },
      { name: 'g2024_run_2', source: 'x/2024-run' },
    ]);
  });
});
