import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../../src/config/run-result.js';
import { openImageSet } from '../../../src/images/open-image-set.js';
import { executeRun } from '../../../src/suite/run/execute-run.js';
import { planRun } from '../../../src/suite/run/plan-run.js';
import { readRunFile } from '../../../src/suite/run/read-run-file.js';
import type { RunListener } from '../../../src/suite/run/run-listener.js';
import { dotsRunFile, writeDotsWorld } from './dots-world.js';

const COUNT = 24;

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-run-'));
  await writeDotsWorld(folder, COUNT);
});
afterAll(() => rm(folder, { recursive: true }));

interface Evaluated {
  readonly run: RunResult;
  readonly steps: readonly string[];
  readonly notices: readonly string[];
}

/** Plans and executes a configuration; what is made from the result is not written. */
async function evaluate(text: string, listener: RunListener = {}, signal?: AbortSignal): Promise<Evaluated> {
  await writeFile(at('gan-eval.yaml'), text);
  const steps: string[] = [];
  const notices: string[] = [];
  const told: RunListener = {
    ...listener,
    onStep: ({ label }) => steps.push(label),
    onNotice: (notice) => notices.push(notice),
  };
  const plan = await planRun(await readRunFile(at('gan-eval.yaml')), told);
  const run = await executeRun(plan, { command: 'gan-eval run', cacheFolder: at('cache'), signal }, told);
  return { run, steps, notices };
}

/** What has to be the same whenever it is computed. */
function undated(run: RunResult): unknown {
  const time = (key: string): boolean => key === 'createdAt' || key === 'seconds';
  return JSON.parse(JSON.stringify(run, (key, value: unknown) => (time(key) ? undefined : value)));
}

describe('executeRun', () => {
  let first: Evaluated;
  beforeAll(async () => {
    first = await evaluate(dotsRunFile());
  });

  it('samples and scores every point, and records it with paths from the run folder', async () => {
    const { run, steps, notices } = first;
    expect(notices).toEqual([]);
    expect(steps).toEqual([
      'samples of unconditional',
      'samples of conditional',
      'quality',
      'control of conditional[gain=0.5]',
      'control of conditional[gain=1]',
      'report',
    ]);
    expect(run.points.map(({ id, main, knobs }) => [id, main, knobs])).toEqual([
      ['unconditional', true, {}],
      ['conditional[gain=0.5]', false, { gain: 0.5 }],
      ['conditional[gain=1]', true, { gain: 1 }],
    ]);
    for (const { samples, quality, control } of run.points) {
      expect(samples).toMatchObject({ count: COUNT, seed: 3 });
      expect(quality.generated.location).toBe(samples.location);
      expect(quality.real?.location).toBe('../real');
      if (control) expect(control.manifest.location).toBe('../real/manifest.jsonl');
      const set = await openImageSet(join(at('out'), samples.location));
      expect(set.ids).toHaveLength(COUNT);
    }
    expect(run.points[0]!.samples.conditions).toBeNull();
    expect(run.points[2]!.samples.conditions?.manifest).toBe('../real/manifest.jsonl');
  });

  it('measures control of what obeys, and what it costs', () => {
    const { points, costs, tradeoffs } = first.run;
    expect(points[0]!.control).toBeNull();
    const akd = points[2]!.control!.scores.find(({ id }) => id === 'akd')!;
    // The generator draws each dot where it is asked to; others are some pixels away.
    expect(akd).toMatchObject({ score: { value: 0 }, control: { value: 1 } });
    expect(akd.floor).toMatchObject({ status: 'ok' });
    expect(costs.map(({ candidate, baseline }) => [candidate, baseline])).toEqual([
      ['conditional[gain=1]', 'unconditional'],
    ]);
    const fid = (i: number): number => {
      const score = points[i]!.quality.scores.find(({ id }) => id === 'fid')!;
      return score.status === 'ok' ? score.value : NaN;
    };
    expect(costs[0]!.differences[0]).toMatchObject({ id: 'fid', value: fid(2) - fid(0) });
    expect(tradeoffs.map(({ about, points: places }) => [about, places.length])).toEqual([['pose', 3]]);
  });

  it('makes nothing again that is there, and comes to the same', async () => {
    const again = await evaluate(dotsRunFile());
    expect(again.steps.some((label) => label.startsWith('samples'))).toBe(false);
    expect(undated(again.run)).toEqual(undated(first.run));
  });

  it('goes on where it was stopped, and comes to the same', async () => {
    const text = dotsRunFile().replace('out: out', 'out: stopped');
    const stop = new AbortController();
    let made = 0;
    const onAdvance = (): void => {
      if (++made === COUNT + 5) stop.abort(new Error('stopped'));
    };
    await expect(evaluate(text, { onAdvance }, stop.signal)).rejects.toThrow('stopped');
    const there = await readdir(at('stopped/samples'), { recursive: true });
    const before = there.filter((name) => name.endsWith('.png')).length;
    expect(before).toBeGreaterThanOrEqual(COUNT);
    expect(before).toBeLessThan(3 * COUNT);
    expect(await readdir(at('stopped'))).toEqual(['samples']);
    const resumed = await evaluate(text);
    expect(resumed.steps.slice(0, 2)).toEqual(['samples of conditional', 'quality']);
    expect(undated({ ...resumed.run, configuration: first.run.configuration })).toEqual(undated(first.run));
  });

  it('keeps what still holds if the configuration changes, and refuses samples made in another way', async () => {
    const more = await evaluate(dotsRunFile().replace('[fid, kid]', '[fid, kid, prdc]'));
    expect(more.steps[0]).toBe('quality');
    expect(more.run.points[0]!.quality.scores).toHaveLength(6);
    await expect(evaluate(dotsRunFile().replace('seed: 3', 'seed: 4'))).rejects.toThrow(
      /gan-eval\.yaml:6:5: generators\[0\]: .*out\/samples\/unconditional holds samples made in another way: seed 3, now 4\. Choose another folder/,
    );
    await expect(evaluate(`${dotsRunFile()}samples: 10\n`)).rejects.toThrow(
      /holds 24 samples, and 10 are asked for now/,
    );
  });

  it('asks for the first conditions if there are more of them than samples', async () => {
    const { run } = await evaluate(`${dotsRunFile().replace('out: out', 'out: few')}samples: 16\n`);
    const [, , conditional] = run.points;
    expect(conditional!.samples.count).toBe(16);
    expect(conditional!.control).toMatchObject({ generated: { count: 16, conditions: 16 } });
  });

  it('uses images that are there already where they lie, and a part of them from a copy', async () => {
    const text = dotsRunFile()
      .replace('out: out', 'out: made')
      .replace(
        /generators:[^]*?metrics/,
        'generators: [{ name: old, source: out/samples/conditional_gain=1 }]\nmetrics',
      );
    const { run, steps } = await evaluate(text);
    expect(steps).toEqual(['quality', 'control of old', 'report']);
    const [point] = run.points;
    expect(point).toMatchObject({ kind: 'conditional', knobs: null });
    expect(point!.samples.location).toBe('../out/samples/conditional_gain=1');
    expect(point!.quality.scores).toEqual(first.run.points[2]!.quality.scores);
    expect(point!.control!.scores).toEqual(first.run.points[2]!.control!.scores);
    await expect(evaluate(`${text}samples: 20\n`)).rejects.toThrow(
      /generators\[0\]: 20 of 24 images that are made already are asked for, and control needs all of them/,
    );
    const part = await evaluate(`${text.replace('gain=1 }', 'gain=1, conditions: false }')}samples: 20\n`);
    expect(part.run.points[0]!).toMatchObject({
      control: null,
      samples: { location: 'samples/old', count: 20 },
    });
    expect(part.run.tradeoffs).toEqual([]);
  });

  it('expects an image of every condition of those that are there already, before anything is computed', async () => {
    const text = dotsRunFile()
      .replace('out: out', 'out: strange')
      .replace(
        /generators:[^]*?metrics/,
        'generators: [{ name: old, source: out/samples/unconditional, conditions: real }]\nmetrics',
      );
    await expect(evaluate(text)).rejects.toThrow(
      /generators\[0\]: 24 of 24 conditions of .*manifest\.jsonl have no image in .*unconditional/,
    );
    expect(await readdir(folder)).not.toContain('strange');
  });

  it('names an image that cannot be read, and goes on without it if it may', async () => {
    await writeFile(at('real/broken.png'), 'not an image');
    try {
      const text = dotsRunFile().replace('out: out', 'out: out\nonError: skip');
      const { run, notices } = await evaluate(text);
      expect(run.points[0]!.quality.real).toMatchObject({
        count: COUNT,
        skipped: [{ id: 'broken.png' }],
      });
      expect(notices.join()).toMatch(/Skipped broken\.png/);
      await expect(evaluate(dotsRunFile())).rejects.toThrow(/broken\.png/);
    } finally {
      await rm(at('real/broken.png'));
    }
  });

  it('judges gates, also against a baseline', async () => {
    const base = at('base.json');
    await writeFile(base, JSON.stringify(first.run));
    const gates = `
gates:
  - 'conditional.fid: value < 1000'
  - { name: impossible, gate: 'conditional.fid: value < 1' }
  - 'conditional.fid: delta value <= 0'
baseline: base.json
`;
    const { run } = await evaluate(dotsRunFile(gates));
    expect(run.gates.map(({ name, outcome }) => [name, outcome])).toEqual([
      [null, 'pass'],
      ['impossible', 'fail'],
      [null, 'pass'],
    ]);
    expect(run.baseline).toMatchObject({ location: '../base.json' });
    const without = await evaluate(dotsRunFile(gates.replace('base.json', 'none.json')));
    expect(without.run.gates[2]).toMatchObject({ outcome: 'no baseline' });
    expect(without.run.baseline).toBeNull();
    expect(without.notices.join()).toMatch(/^No baseline: .*none\.json: cannot be read: no such file/);
  });
});
