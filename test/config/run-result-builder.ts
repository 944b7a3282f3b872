import type { ControlEstimate } from '../../src/config/estimate.js';
import type { ControlResult, ControlScoreRecord } from '../../src/config/control-result.js';
import type { Comparison, Interval, Score } from '../../src/config/result.js';
import { runFileSchema } from '../../src/config/run-file.js';
import type { Point, RunResult } from '../../src/config/run-result.js';

const CREATED_AT = '2026-01-02T03:04:05.000Z';

/** A symmetric interval about its middle, or the reason `none`. */
export function anInterval(middle: number, half: number | null): Interval {
  if (half === null) return { status: 'undefined', reason: 'none' };
  return {
    status: 'ok',
    level: 0.95,
    low: middle - half,
    high: middle + half,
    estimate: middle,
    standardError: half / 2,
    method: 'test',
    about: 'population',
  };
}

export const anEstimate = (value: number, half: number | null = 0.05): ControlEstimate => ({
  status: 'ok',
  value,
  interval: anInterval(value, half),
});

type DefinedScore = Extract<Score, { status: 'ok' }>;

export function aScore(id: string, value: number, more: Partial<DefinedScore> = {}): Score {
  return {
    status: 'ok',
    id,
    title: id.toUpperCase(),
    metric: id,
    direction: 'lower',
    unit: 'units',
    options: {},
    value,
    interval: anInterval(value, 0.1 * Math.abs(value)),
    warnings: [],
    details: {},
    ...more,
  };
}

export function aComparison(scores: readonly Score[], more: Partial<Comparison> = {}): Comparison {
  const side = { kind: 'images' as const, count: 100, available: 100, ignored: 0, skipped: [] };
  return {
    schema: 'gan-eval/comparison/2',
    scores: [...scores],
    real: { location: 'real', ...side },
    generated: { location: 'samples', ...side },
    provenance: {
      features: {
        name: 'inception-v3-fid',
        weightsSha256: 'a'.repeat(64),
        licence: { spdx: 'Apache-2.0', holder: 'The TensorFlow Authors' },
        output: 'pool',
        resize: 'tf1',
        preprocessing: 'none',
        precision: 'fp32',
      },
      outputs: {},
      runsOn: 'onnxruntime 1.30.0, cpu',
      comparable: true,
      comparability: 'Compares with published figures.',
      num: null,
      seed: 0,
      versions: { 'gan-eval': '0.1.0' },
      createdAt: CREATED_AT,
    },
    ...more,
  };
}

export function aControlScore(
  id: string,
  about: 'pose' | 'outfit',
  control: ControlEstimate,
  more: Partial<ControlScoreRecord> = {},
): ControlScoreRecord {
  return {
    about,
    id,
    title: id.toUpperCase(),
    direction: 'higher',
    unit: 'share',
    options: {},
    score: anEstimate(0.8),
    floor: anEstimate(0.4),
    ceiling: anEstimate(0.9),
    control,
    slots: [],
    parts: [],
    leftOut: [],
    notScored: { generated: [], floor: null, ceiling: null },
    details: { generated: {}, floor: null, ceiling: null },
    curve: { generated: [], floor: null, ceiling: null },
    ...more,
  };
}

export function aControl(
  scores: readonly ControlScoreRecord[],
  more: Partial<ControlResult> = {},
): ControlResult {
  const side = {
    location: 'samples',
    count: 100,
    available: 100,
    ignored: 0,
    skipped: [],
    conditions: 100,
    notScored: [],
    nobodyFound: 0,
    scaled: 0,
  };
  return {
    schema: 'gan-eval/control/2',
    manifest: { location: 'real/manifest.jsonl', lines: 100, withPose: 100, withOutfit: 100, slots: [] },
    generated: side,
    ceiling: { status: 'ok', ...side },
    floors: [{ about: 'pose', status: 'ok', shuffles: 8 }],
    scores: [...scores],
    interventions: null,
    joint: null,
    images: [],
    warnings: [],
    provenance: {
      estimator: { name: 'movenet-thunder', weightsSha256: 'b'.repeat(64), settings: 'none' },
      supported: ['r_ankle'],
      outfits: null,
      runsOn: 'onnxruntime 1.30.0, cpu',
      seed: 0,
      resamples: 1000,
      versions: { 'gan-eval': '0.1.0' },
      createdAt: CREATED_AT,
    },
    ...more,
  };
}

/** A conditional generator's only point. */
export function aPoint(generator: string, more: Partial<Point> = {}): Point {
  return {
    id: generator,
    generator,
    kind: 'conditional',
    identity: { name: generator, loader: 'onnx', sha256: 'c'.repeat(64) },
    runsOn: 'onnxruntime 1.30.0, cpu',
    knobs: { psi: 1 },
    swept: null,
    main: true,
    samples: {
      location: `samples/${generator}`,
      count: 100,
      seed: 0,
      conditions: { manifest: 'real/manifest.jsonl', sha256: 'd'.repeat(64) },
    },
    quality: aComparison([aScore('kid', 0.1)]),
    control: aControl([aControlScore('pck', 'pose', anEstimate(0.5))]),
    ...more,
  };
}

/** A run of one conditional generator, without gates. */
export function aRunResult(more: Partial<RunResult> = {}): RunResult {
  return {
    schema: 'gan-eval/run/1',
    title: 'A run',
    configuration: runFileSchema.parse({
      real: 'real',
      generators: [{ name: 'conditional', source: 'generators/conditional' }],
    }),
    points: [aPoint('conditional')],
    costs: [],
    tradeoffs: [],
    gates: [],
    baseline: null,
    provenance: {
      command: 'gan-eval run gan-eval.yaml',
      versions: { 'gan-eval': '0.1.0' },
      machine: 'a processor, 2 cores, linux',
      seconds: 60,
      createdAt: CREATED_AT,
    },
    ...more,
  };
}
