import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ControlResult } from '../../../src/config/control-result.js';
import {
  askedFrom,
  askedFromHere,
  controlRequest,
  type AskedControl,
} from '../../../src/suite/control/asked-control.js';
import { mergeControl, shardControl } from '../../../src/suite/control/control-shard.js';
import { evaluateControl } from '../../../src/suite/control/evaluate-control.js';
import { writeDotsWorld } from '../run/dots-world.js';

let folder: string;
let asked: AskedControl;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-control-shard-'));
  await writeDotsWorld(folder, 10);
  // What is asked for is generated here: the real images themselves.
  asked = {
    sets: { manifest: at('real/manifest.jsonl'), images: at('real'), real: at('real') },
    ...{
      pose: at('dots.onnx'),
      features: at('tiny.onnx'),
      engine: { name: 'onnxruntime' },
      scores: ['akd', 'mkr'],
    },
    ...{ options: [], joint: true, seed: 1, resamples: 20, onError: 'fail' },
  };
});
afterAll(() => rm(folder, { recursive: true }));

const shard = (number: number, of: number, more: Partial<AskedControl> = {}) =>
  shardControl({ ...asked, ...more }, at('looks'), { number, of }, at('cache'));
const undated = ({ provenance, ...rest }: ControlResult): unknown => ({
  ...rest,
  provenance: { ...provenance, createdAt: '' },
});
const kept = (): Promise<string[]> => readdir(at('cache'), { recursive: true });

describe('shardControl', () => {
  it('sees in parts all that is measured at the merge', async () => {
    const made = await Promise.all([2, 3, 1].map((number) => shard(number, 3)));
    expect(made.reduce((sum, { record }) => sum + record.images, 0)).toBe(20);
    const before = await kept();
    const merged = await mergeControl(at('looks.shards'), at('cache'));
    expect(await kept()).toEqual(before);
    const whole = await evaluateControl(asked.sets, controlRequest(asked, undefined));
    expect(undated(merged)).toEqual(undated(whole));
  });

  it('writes paths down as they are seen from the record, unless they are absolute', () => {
    const sets = { manifest: 'real', images: './gen/images/', real: 's3://bucket/real', parsing: '/maps' };
    const typed: AskedControl = { ...asked, sets, pose: 'dots.onnx', features: 'inception-v3-nsfwjs' };
    const written = askedFrom(typed, 'out/looks.shards');
    expect(written).toMatchObject({
      sets: { ...sets, manifest: '../../real', images: '../../gen/images' },
      ...{ pose: '../../dots.onnx', features: 'inception-v3-nsfwjs' },
    });
    expect(askedFromHere(written, 'out/looks.shards')).toEqual({
      ...typed,
      sets: { ...sets, images: 'gen/images' },
    });
    const around: AskedControl = { ...asked, sets: { manifest: '.', images: '..' } };
    expect(askedFromHere(askedFrom(around, 'out'), 'out').sets).toEqual(around.sets);
  });

  it('is not merged with shards of other settings', async () => {
    await shard(2, 3, { seed: 2 });
    await expect(mergeControl(at('looks.shards'), at('cache'))).rejects.toThrow(
      /2-of-3\.json: is no shard of the same whole as the others: settings .*"seed":2.*expected .*"seed":1/,
    );
  });
});
