import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../../src/config/run-result.js';
import { evaluateRun } from '../../../src/suite/run/evaluate-run.js';
import { mergeRun, shardRun } from '../../../src/suite/run/run-shard.js';
import { dotsRunFile, writeDotsWorld } from './dots-world.js';

let folder: string;
const at = (name: string): string => join(folder, name);
const options = (cache: string) => ({ command: 'gan-eval run', cacheFolder: at(cache) });
const shard = (number: number, of: number) => shardRun(at('gan-eval.yaml'), { number, of }, options('cache'));
const merge = () => mergeRun(at('gan-eval.yaml'), options('cache'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-run-shard-'));
  await writeDotsWorld(folder, 10);
  await writeFile(at('gan-eval.yaml'), dotsRunFile());
});
afterAll(() => rm(folder, { recursive: true }));

const undated = (result: RunResult): unknown =>
  JSON.parse(
    JSON.stringify(result, (key, value: unknown) =>
      ['createdAt', 'seconds'].includes(key) ? undefined : value,
    ),
  );

const kept = async (): Promise<string[]> =>
  (await readdir(at('cache'), { recursive: true })).filter((name) => name.endsWith('.features')).sort();

describe('shardRun', () => {
  it('does all of the heavy work of a run, of which the merge makes the result of one machine', async () => {
    const made = await Promise.all([4, 1, 3, 2].map((number) => shard(number, 4)));
    // Three points, each looked at for quality and two for control; real images once for each.
    expect(made.reduce((sum, { record }) => sum + record.images, 0)).toBe(10 * (1 + 3 + 2 * 2));
    expect(await readdir(at('out'))).toEqual(['samples']);
    const before = await kept();
    // What only reads the result may change until the merge.
    await writeFile(at('gan-eval.yaml'), dotsRunFile("gates: ['conditional.fid: value < 1000']\n"));
    const { run: merged } = await merge();
    expect(await kept()).toEqual(before);
    await rm(at('out'), { recursive: true });
    const { run: whole } = await evaluateRun(at('gan-eval.yaml'), options('cache-of-one'));
    expect(undated(merged)).toEqual(undated(whole));
  });

  it('is asked for if it was lost, and does not belong to a run of another configuration', async () => {
    await writeFile(at('gan-eval.yaml'), dotsRunFile().replace('[fid, kid]', '[fid]'));
    await expect(merge()).rejects.toThrow(
      /1-of-4\.json: is no shard of the same whole: metrics .*\["fid","kid"\].*expected .*\["fid"\]/,
    );
    await writeFile(at('gan-eval.yaml'), dotsRunFile());
    await rm(at('out.shards/3-of-4.json'));
    await expect(merge()).rejects.toThrow(/^Missing: shard 3 of 4\. .*--shard 3\/4/);
  });

  it('has little to do where there are more shards than images', async () => {
    await writeFile(at('gan-eval.yaml'), dotsRunFile('samples: 2\n').replace('out: out', 'out: few'));
    // The first comes before there is any sample.
    const made: number[] = [];
    for (const number of [1, 2, 3]) made.push((await shard(number, 3)).record.images);
    // Of 10 real images for quality and the 2 of the conditions asked for; of 2 samples of three points.
    expect(made.reduce((sum, images) => sum + images)).toBe(10 + 3 * 2 + 2 * (2 + 2));
  });
});
