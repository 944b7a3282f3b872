import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planRun } from '../../../src/suite/run/plan-run.js';
import { readRunFile } from '../../../src/suite/run/read-run-file.js';
import type { RunPlan } from '../../../src/suite/run/run-plan.js';
import { dotsRunFile, writeDotsWorld } from './dots-world.js';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-plan-'));
  await writeDotsWorld(folder, 6);
  await mkdir(at('plain'));
  await writeFile(at('plain/note.txt'), 'no image');
  await writeFile(at('old.json'), JSON.stringify({ schema: 'gan-eval/run/0' }));
});
afterAll(() => rm(folder, { recursive: true }));

async function plan(text: string, notices: string[] = []): Promise<RunPlan> {
  await writeFile(at('gan-eval.yaml'), text);
  return planRun(await readRunFile(at('gan-eval.yaml')), { onNotice: (notice) => notices.push(notice) });
}

/** The world's configuration with one thing changed. */
const changed = (from: string | RegExp, to: string): string => {
  const text = dotsRunFile().replace(from, to);
  expect(text).not.toBe(dotsRunFile());
  return text;
};

describe('planRun', () => {
  it('plans every point without writing anything', async () => {
    const { points, out } = await plan(dotsRunFile());
    expect(points.map(({ id, survey }) => [id, survey])).toEqual(
      ['unconditional', 'conditional[gain=0.5]', 'conditional[gain=1]'].map((id) => [
        id,
        { count: 6, there: 0, complete: false },
      ]),
    );
    expect(out).toBe(at('out'));
    expect(await readdir(folder)).not.toContain('out');
  });

  it('takes a setting of the swept knob for the main point', async () => {
    const { points } = await plan(
      changed('source: conditional\n', 'source: conditional\n    knobs: { gain: 0.5 }\n'),
    );
    expect(points.filter(({ main }) => main).map(({ id }) => id)).toEqual([
      'unconditional',
      'conditional[gain=0.5]',
    ]);
  });

  const wrong: readonly (readonly [what: string, from: string | RegExp, to: string, message: RegExp])[] = [
    ['real images', 'real: real', 'real: reel', /yaml:1:1: real: .*reel: cannot be opened: no such file/],
    ['a set without images', 'real: real', 'real: plain', /yaml:1:1: real: .*plain/],
    [
      'a device',
      'real: real',
      'real: real\ndevice: gpu',
      /yaml:2:1: device: Device 'gpu' is not known to ONNX Runtime here.* --engine tfjs has 'gpu'/,
    ],
    [
      'an engine that is not installed',
      'real: real',
      'real: real\nengine: tfjs\ndevice: gpu',
      /yaml:3:1: device: Device 'gpu' of TensorFlow\.js needs packages that are not installed/,
    ],
    [
      'an extractor',
      '{ name: tiny.onnx }',
      '{ name: inception-v4 }',
      /yaml:4:1: features: Unknown features 'inception-v4'\./,
    ],
    [
      'a metric',
      '[fid, kid]',
      '[fid, kidd]',
      /yaml:11:23: metrics\.ids\[1\]: Unknown metric 'kidd'\. Did you mean kid\?/,
    ],
    [
      'an option',
      'ids: [fid, kid]',
      'ids: [kid], options: { kid.estimatr: whole }',
      /kid has no option 'estimatr'\. Did you mean estimator\?/,
    ],
    [
      'a metric of latent paths',
      '[fid, kid]',
      '[ppl]',
      /yaml:11:1: metrics: .*a path through a generator's latent space is needed/,
    ],
    [
      'strata that are not there',
      'ids: [fid, kid]',
      'ids: [fid], strata: season',
      /yaml:1:1: real: .*have no label 'season'/,
    ],
    [
      'strata that samples will not have',
      'ids: [fid, kid]',
      'ids: [fid], strata: parity',
      /yaml:11:24: metrics\.strata: Samples of net\.onnx have no 'parity': they get their labels from conditions/,
    ],
    [
      'a control score',
      '[akd, mkr]',
      '[akdd]',
      /yaml:12:\d+: control\.scores\[0\]: Unknown control score 'akdd'\. Did you mean akd\?/,
    ],
    [
      'a control score that nothing asks for',
      '[akd, mkr]',
      '[akd, retrieval-1]',
      /yaml:12:1: control: .*none of its 6 lines has an outfit/,
    ],
    [
      'an estimator',
      'dots.onnx',
      'movenet',
      /yaml:12:62?\d?.*pose: Unknown pose estimator 'movenet'|control\.pose: Unknown pose estimator 'movenet'/,
    ],
    [
      'a generator',
      'source: unconditional',
      'source: uncond',
      /yaml:7:5: generators\[0\]\.source: .*uncond: cannot be opened/,
    ],
    [
      'a knob',
      'knob: gain',
      'knob: gian',
      /yaml:10:5: generators\[1\]\.sweep: .* has no knob 'gian'\. Did you mean gain\?/,
    ],
    [
      'a value out of range',
      '[0.5, 1]',
      '[0.5, 1, 3]',
      /yaml:10:5: generators\[1\]\.sweep: gain = 3: .* takes 0 to 2/,
    ],
    [
      'a file for the run folder',
      'out: out',
      'out: old.json',
      /yaml:2:1: out: .*old\.json is a file\. Expected a folder/,
    ],
    ['a sweep', '[0.5, 1]', "'1:0.5:0.1'", /expected 1 to 1000 steps from 1 to 0\.5/],
    [
      'a sweep that misses the main setting',
      '[0.5, 1]',
      '[0.5, 0.7]',
      /gain is swept over 0\.5, 0\.7, none of which is 1/,
    ],
    [
      'conditions that are not taken',
      'source: unconditional',
      'source: unconditional\n    conditions: real',
      /yaml:6:5: generators\[0\]: Condition .* cannot be asked of net\.onnx, which is unconditional/,
    ],
    [
      'conditions that are missing',
      'source: conditional',
      'source: conditional\n    conditions: false',
      /generators\[1\]\.sweep: .*is conditional: it has to be given conditions with a pose/,
    ],
    [
      'a trade-off',
      'quality: fid',
      'quality: kdi',
      /tradeoff.*expected a quality score of which less is better, got kdi/,
    ],
    [
      'a trade-off of what is not computed',
      'quality: fid',
      'quality: sfid',
      /yaml:13:13: tradeoff\.quality: 'sfid' is not among the scores of the run/,
    ],
    [
      'a gate',
      'seed: 3',
      "seed: 3\ngates: ['conditonal.fid: value < 3']",
      /yaml:4:9: gates\[0\]: .*\n.*\n.*\n.*Did you mean conditional\?/,
    ],
  ];
  it.each(wrong)('tells the place of a mistake: %s', async (_, from, to, message) => {
    await expect(plan(changed(from, to))).rejects.toThrow(message);
  });

  it('says of an old baseline, and of a trade-off that cannot be, that there is none', async () => {
    const notices: string[] = [];
    const text = changed(
      'tradeoff: { quality: fid, pose: akd }',
      'tradeoff: { pose: akd }\nbaseline: old.json',
    );
    const { tradeoffs, baseline } = await plan(text.replace('[fid, kid]', '[fid]'), notices);
    expect(tradeoffs).toBe(false);
    expect(baseline).toMatchObject({ record: null });
    expect(notices).toEqual([
      expect.stringMatching(/^Quality and control are not held against each other: kid is not computed/),
      expect.stringMatching(
        /^No baseline: .*old\.json: its schema is 'gan-eval\/run\/0'; expected one of gan-eval\/run\/1/,
      ),
    ]);
  });

  it('says that gates on changes have no baseline', async () => {
    const notices: string[] = [];
    const text = (gate: string) => changed('seed: 3', `seed: 3\ngates: ['${gate}']`);
    await plan(text('unconditional.fid: value < 30'), notices);
    await plan(text('value(unconditional.fid) < 30 and n(unconditional.kid) > 1'), notices);
    expect(notices).toEqual([]);
    await plan(text('unconditional.fid: delta < 3'), notices);
    await plan(text('value(unconditional.fid) < 30 or not (delta(unconditional.kid) > 1)'), notices);
    expect(notices).toEqual(Array(2).fill(expect.stringMatching(/^No baseline: no baseline is named/)));
  });

  it('says how many samples have to be named where there is nothing to count by', async () => {
    await rm(at('real/manifest.jsonl'));
    const text = changed(/ {2}- name: conditional[^]*?metrics/, 'metrics');
    await expect(plan(text)).rejects.toThrow(
      /yaml:6:5: generators\[0\]: There are no conditions to count by\. Say how many samples of net\.onnx to make: samples: 1000/,
    );
  });
});

describe('readRunFile', () => {
  it('points to gan-eval init if there is no file', async () => {
    await expect(readRunFile(at('none.yaml'))).rejects.toThrow(
      /There is no .*none\.yaml\. gan-eval init writes a commented gan-eval\.yaml/,
    );
  });
});
