import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountedPath, planLaunch, type LaunchRequest } from '../../../src/suite/launch/launch-plan.js';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-launch-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = 'real: nowhere\ngenerators: [{ name: a, source: nowhere }]\n';
async function plan(text: string, request: Partial<LaunchRequest> = {}) {
  await writeFile(at('gan-eval.yaml'), text);
  return planLaunch(at('gan-eval.yaml'), { shards: 4, ...request });
}

describe('planLaunch', () => {
  it('reads what a launch takes, without the data', async () => {
    expect(await plan(run)).toEqual({
      ...{ shards: 4, name: 'gan-eval-run', gpus: 0 },
      ...{ file: at('gan-eval.yaml'), out: at('gan-eval-run') },
      networks: ['inception-v3-fid', 'movenet-thunder', 'inception-v3-nsfwjs'],
    });
  });

  it.each([
    ['cpu', 0],
    ['cuda', 1],
    ['tensorrt', 1],
    ['webgpu', 1],
    ['gpu', 1],
    ['wasm', 0],
  ])('asks for the GPU of device %s: %i', async (device, gpus) => {
    expect((await plan(`${run}device: ${device}\n`)).gpus).toBe(gpus);
    expect((await plan(`${run}device: ${device}\n`, { gpus: 2 })).gpus).toBe(2);
  });

  it.each([
    ['features: { name: own.onnx }\ncontrol: false\n', []],
    ['features: { name: inception-v3-nsfwjs }\n', ['inception-v3-nsfwjs', 'movenet-thunder']],
    ['control: { scores: [pck] }\n', ['inception-v3-fid', 'movenet-thunder']],
    ['features: { name: own.onnx }\ncontrol: { pose: own.onnx, features: own.onnx }\n', []],
  ])('knows the networks of %j', async (more, networks) => {
    expect((await plan(run + more)).networks).toEqual(networks);
  });

  it('refuses a configuration with a mistake', async () => {
    await expect(plan('reel: x\n')).rejects.toThrow(/Did you mean real/);
  });
});

describe('mountedPath', () => {
  it('takes the working directory for what is mounted', () => {
    expect(mountedPath(join(process.cwd(), 'runs/a.yaml'), '/data')).toBe('/data/runs/a.yaml');
    expect(() => mountedPath(join(process.cwd(), '../a.yaml'), '/data')).toThrow(/--at \/data\/a\.yaml/);
  });
});
