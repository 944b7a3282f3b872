import type { GateText } from '../../src/config/run-file.js';
import type { GateResult } from '../../src/config/gate-result.js';
import type { Baseline } from '../../src/gate/baseline-readings.js';
import { judgeGates } from '../../src/gate/judge-gates.js';
import type { MeasuredRun } from '../../src/gate/measured-run.js';
import { parseGates } from '../../src/gate/parse-gates.js';
import type { GateNames } from '../../src/gate/gate-names.js';
import {
  aComparison,
  aControl,
  aControlScore,
  anEstimate,
  anInterval,
  aPoint,
  aScore,
} from '../config/run-result-builder.js';

export const NO_BASELINE: Baseline = { missing: 'none was given' };

/**
 * An unconditional generator with FID 12 (11 to 13) and a conditional one swept over psi 0.5 and 1, its main point, with FID 14
 * and 16 (15 to 17).
 */
export function aMeasuredRun(): MeasuredRun {
  const fid = (value: number, half: number | null = 1) =>
    aScore('fid', value, { interval: anInterval(value, half) });
  const control = aControl(
    [
      aControlScore('pckh', 'pose', anEstimate(0.5), {
        parts: [{ part: 'r_wrist', count: 90, value: 0.4, floor: 0.1, ceiling: null }],
      }),
      aControlScore('retrieval-1', 'outfit', anEstimate(0.5), {
        slots: ['top', 'upper "body"'].map((slot, i) => ({
          ...{ slot, count: 50, score: anEstimate(0.5 - i / 10), floor: anEstimate(0.1) },
          ...{ ceiling: anEstimate(0.9), control: anEstimate(0.5) },
        })),
      }),
    ],
    {
      images: [0, 1, 2, 3, 4].map((i) => ({
        ...{ id: `${i}.png`, condition: `${i}`, joints: null, scores: { pckh: i / 4 } },
        slots: { top: { 'retrieval-1': i % 2 } },
      })),
    },
  );
  const swept = (value: number, quality: number) =>
    aPoint('conditional', {
      ...{ id: `conditional[psi=${value}]`, swept: { knob: 'psi', value }, main: value === 1 },
      ...{ knobs: { psi: value }, quality: aComparison([fid(quality), aScore('kid', 0.01)]), control },
    });
  const recall = { ...aScore('recall', 0), status: 'undefined' as const, reason: 'there are too few images' };
  return {
    points: [
      aPoint('unconditional', {
        ...{ kind: 'unconditional', control: null },
        quality: aComparison([fid(12), aScore('kid', 0.01, { interval: anInterval(0, null) }), recall]),
      }),
      swept(0.5, 14),
      swept(1, 16),
    ],
    costs: [
      {
        ...{ candidate: 'conditional[psi=1]', baseline: 'unconditional', paired: true },
        differences: [
          {
            ...{ status: 'ok', id: 'fid', title: 'FID', direction: 'lower', unit: '', value: 4 },
            ...{ interval: anInterval(4, 0.5), better: 'baseline' },
          },
        ],
      },
    ],
    tradeoffs: [],
  };
}

export function namesOf({ points }: MeasuredRun): GateNames {
  return { points, scores: ['fid', 'fid-infinity', 'kid', 'recall', 'pckh', 'retrieval-1'] };
}

/** One gate against a run. */
export function judge(gate: GateText, run = aMeasuredRun(), baseline: Baseline = NO_BASELINE): GateResult {
  return judgeGates(parseGates([gate], namesOf(run)), run, baseline)[0]!;
}
