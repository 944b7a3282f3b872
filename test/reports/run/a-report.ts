import type { ControlImage } from '../../../src/config/control-result.js';
import { runFileSchema } from '../../../src/config/run-file.js';
import type { GateResult } from '../../../src/config/gate-result.js';
import type { RunResult } from '../../../src/config/run-result.js';
import { measureTradeoffs } from '../../../src/metrics/tradeoff/measure-tradeoffs.js';
import { keypointNames } from '../../../src/conditions/pose.js';
import type { Gallery, GeneratedShot, RunMedia } from '../../../src/reports/run/run-media.js';
import {
  aControl,
  aControlScore,
  aComparison,
  anEstimate,
  aPoint,
  aRunResult,
  aScore,
} from '../../config/run-result-builder.js';
import { PIXEL } from '../sample-report.js';

const SIZE = { widthPx: 96, heightPx: 128 };

/** Sixteen joints down the middle, each image's a little farther to the right. */
const joints = (shift: number) => keypointNames.map((_, i): [number, number] => [20 + shift, 8 * i + 4]);

const idOf = (index: number): string => `${String(index).padStart(6, '0')}.png`;

const controlImage = (index: number): ControlImage => ({
  id: idOf(index),
  condition: `look-${index}`,
  joints: joints(index % 60),
  scores: { pck: (index % 10) / 10 },
  slots: { top: { 'retrieval-1': index % 2 }, shoes: { 'retrieval-1': 1 } },
});

/** A generator with and one without conditions, the one swept, with gates of every outcome. */
export function aReportedRun(images = 6, more: Partial<RunResult> = {}): RunResult {
  const control = aControl(
    [
      aControlScore('pck', 'pose', anEstimate(0.7), {
        parts: [
          { part: 'r_ankle', count: 6, value: 0.5, floor: 0.1, ceiling: 0.9 },
          { part: 'l_wrist', count: 0, value: null, floor: null, ceiling: null },
        ],
        leftOut: [{ part: 'head_top', reason: 'the estimator does not give it' }],
      }),
      aControlScore('retrieval-1', 'outfit', anEstimate(0.4), {
        slots: [
          {
            slot: 'top',
            count: 6,
            score: anEstimate(0.5),
            floor: anEstimate(0.1),
            ceiling: anEstimate(0.9),
            control: { status: 'undefined', reason: 'the ceiling is below the floor' },
          },
        ],
      }),
      aControlScore('akd', 'pose', anEstimate(0.6, null)),
    ],
    {
      images: Array.from({ length: images }, (_, i) => controlImage(i)),
      interventions: {
        ...{ schema: 'gan-eval/interventions/1', edits: 12, conditions: 6 },
        real: { status: 'undefined', reason: 'no real pairs' },
        kinds: [
          {
            ...{ kind: 'top', edits: 12, conditions: 6 },
            gains: [
              {
                ...{ id: 'retrieval', title: 'Retrieval', summary: 'It.', unit: 'share', notScored: [] },
                gain: anEstimate(0.3),
                ceiling: { status: 'undefined', reason: 'no real pairs' },
                normalised: { status: 'undefined', reason: 'no ceiling' },
              },
            ],
            leakages: [
              {
                ...{ id: 'pose', title: 'Pose', summary: 'It.', unit: 'px', notScored: [] },
                ...{ drift: anEstimate(2), noise: anEstimate(1), unrelated: anEstimate(9) },
                ...{ leakage: anEstimate(0.2), leakageOfNoise: anEstimate(0.1) },
              },
            ],
          },
        ],
      },
    },
  );
  const quality = (kid: number) => aComparison([aScore('kid', kid), aScore('fid', 10 * kid)]);
  const swept = (value: number) => ({ knob: 'psi', value });
  const configuration = runFileSchema.parse({
    real: 'real',
    generators: [
      { name: 'plain', source: 'plain' },
      { name: 'dressed', source: 'dressed', sweep: { knob: 'psi', values: [0.5, 1] } },
    ],
  });
  const points = [
    aPoint('plain', { kind: 'unconditional', control: null, quality: quality(0.1) }),
    aPoint('dressed', {
      id: 'dressed[psi=0.5]',
      main: false,
      swept: swept(0.5),
      quality: quality(0.4),
      control,
    }),
    aPoint('dressed', { id: 'dressed[psi=1]', swept: swept(1), quality: quality(0.2), control }),
  ];
  return aRunResult({
    title: 'Dressed mannequins',
    configuration,
    points,
    tradeoffs: measureTradeoffs(points, configuration.tradeoff, 0),
    costs: [
      {
        candidate: 'dressed[psi=1]',
        baseline: 'plain',
        paired: false,
        differences: [
          {
            ...{ status: 'ok', id: 'kid', title: 'KID', direction: 'lower', unit: 'units', value: 0.1 },
            ...{ interval: { status: 'undefined', reason: 'too few images' }, better: 'undecided' },
          },
        ],
      },
    ],
    gates: [
      aGate('pass', 'dressed.kid < 0.3', 0.2),
      aGate('fail', 'dressed.fid < 1', 2),
      aGate('inconclusive', 'plain.fid < 1', 1, 640),
      {
        gate: 'dresed.kid < 1',
        name: 'Misspelt',
        outcome: 'fail',
        checks: [],
        reason: 'It matches nothing.',
      },
    ],
    ...more,
  });
}

function aGate(
  outcome: GateResult['outcome'],
  gate: string,
  observed: number,
  samplesToSettle: number | null = null,
): GateResult {
  const limit = Number(gate.split('<')[1]);
  const margin = limit - observed;
  const interval = { low: observed - 0.05, high: observed + 0.05 };
  const subject = gate.split(' ')[0]!;
  const reason = `It is ${outcome}.`;
  return {
    ...{ gate, name: null, outcome, reason: null },
    checks: [{ subject, outcome, observed, interval, limit, margin, samplesToSettle, reason }],
  };
}

/** Pictures of it: each gallery shows all images of the generator with conditions at its main point, and some of the others. */
export function aRunMedia(images = 6): RunMedia {
  const likeness = { picture: 0 };
  const dressed = (index: number, point = 'dressed[psi=1]'): GeneratedShot => ({
    ...{ id: idOf(index), point, likeness, seed: index },
    asked: {
      condition: `look-${index}`,
      size: SIZE,
      pose: joints(0).map(([x, y], i) => ({ x, y, visible: i % 2 === 0 })),
      articles: [
        { slot: 'top', article: { id: `shirt-${index}`, likeness } },
        { slot: 'shoes', article: null },
      ],
      labels: { class: index % 2 === 0 ? 'dress' : 'suit' },
      real: { id: `real-${index}.png`, likeness },
    },
  });
  const plain = (index: number): GeneratedShot => ({
    ...{ id: idOf(index), point: 'plain', likeness, seed: index, asked: null },
  });
  const gallery = (id: string, title: string, shots: readonly GeneratedShot[]): Gallery => ({
    ...{ id, title, rule: `The rule of ${id}.`, shots },
  });
  const all = Array.from({ length: images }, (_, i) => dressed(i));
  return {
    pictures: [{ dataUri: PIXEL, ...SIZE }],
    galleries: [
      gallery('worst-pose', 'Worst by pose', all),
      gallery('random', 'At random', [plain(0), plain(1), dressed(0), dressed(3, 'dressed[psi=0.5]')]),
    ],
    sweeps: [
      {
        ...{ generator: 'dressed', knob: 'psi', values: [0.5, 1], rule: 'One of six.' },
        rows: [[dressed(1, 'dressed[psi=0.5]'), dressed(1)]],
      },
    ],
    nearest: [
      {
        point: 'plain',
        pairs: [{ generated: plain(2), real: { id: 'real-9.png', likeness }, distance: 0.5 }],
      },
    ],
    budget: 15_000_000,
    notes: ['Images are not ranked by quality.'],
  };
}
