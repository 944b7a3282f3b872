import { describe, expect, it } from 'vitest';
import { gateOutcomes } from '../../src/config/gate-result.js';
import type { Tradeoff } from '../../src/config/tradeoff-result.js';
import type { MeasuredRun } from '../../src/gate/measured-run.js';
import { gateExitCode, worstOutcome } from '../../src/gate/outcomes.js';
import { aComparison, anInterval, aPoint, aScore } from '../config/run-result-builder.js';
import { aMeasuredRun, judge } from './a-measured-run.js';

const subjects = (gate: string): string[] => judge(gate).checks.map(({ subject }) => subject);

describe('what a gate names', () => {
  it.each<[string, string[]]>([
    ['fid < 9', ['unconditional.fid', 'conditional[psi=1].fid']],
    ['conditional.fid < 9', ['conditional[psi=1].fid']],
    ['conditional[*].fid < 9', ['conditional[psi=0.5].fid', 'conditional[psi=1].fid']],
    ['*[*].fid < 9', ['unconditional.fid', 'conditional[psi=0.5].fid', 'conditional[psi=1].fid']],
    ['conditional[psi=.50].fid < 9', ['conditional[psi=0.5].fid']],
    ['cost.fid < 9', ['cost[conditional-unconditional].fid']],
    ['cost[conditional-unconditional].fid: < 9', ['cost[conditional-unconditional].fid']],
    [
      'conditional.retrieval-1.slots.*: > 0',
      ['conditional[psi=1].retrieval-1.slots.top', 'conditional[psi=1].retrieval-1.slots."upper \\"body\\""'],
    ],
    ['retrieval-1.slots.top.normalised > 0', ['conditional[psi=1].retrieval-1.slots.top.normalised']],
    ['pckh.joints.r_*.floor > 0', ['conditional[psi=1].pckh.joints.r_wrist.floor']],
    [
      'pckh.* > 0',
      ['raw', 'normalised', 'floor', 'ceiling'].map((view) => `conditional[psi=1].pckh.${view}`),
    ],
  ])('%s', (gate, expected) => {
    expect(subjects(gate)).toEqual(expected);
  });

  it('fails where it names nothing, and says what there is', () => {
    expect(judge('unconditional.pckh < 9')).toEqual({
      ...{ gate: 'unconditional.pckh < 9', name: null, outcome: 'fail', checks: [] },
      reason: 'nothing that was measured has this name; there is behind unconditional: fid, kid, recall',
    });
    expect(judge('pckh.joints.nose > 0').reason).toMatch(/there is behind \*\.pckh\.joints: r_wrist$/);
    expect(judge('tradeoff.pose.hypervolume: > 0').reason).toMatch(/; there is: .*cost/);
  });

  it('fails on a score that is not defined, with its reason', () => {
    expect(judge('unconditional.recall > 0')).toMatchObject({
      outcome: 'fail',
      checks: [{ observed: null, reason: 'it is not defined: there are too few images' }],
    });
    expect(judge('pckh.joints.r_wrist.ceiling: value > 0').outcome).toBe('fail');
  });

  it('decides nothing without an interval, unless the value alone is asked for', () => {
    const [check] = judge('unconditional.kid < 0.02').checks;
    expect(check).toMatchObject({ outcome: 'inconclusive', observed: 0.01, samplesToSettle: null });
    expect(check!.reason).toMatch(/no interval to decide with \(none\).*statistic value/);
    expect(judge('unconditional.kid: value < 0.02').outcome).toBe('pass');
  });

  it('counts images, and takes quantiles of their own values', () => {
    expect(judge('conditional.fid: n >= 100').outcome).toBe('pass');
    expect(judge('conditional.fid: n > 100').outcome).toBe('fail');
    expect(judge('retrieval-1.slots.top: n >= 50').checks[0]!.observed).toBe(50);
    // Of 0, 1/4, 1/2, 3/4, 1.
    expect(judge('conditional.pckh: p(0.1) > 0').checks[0]!.observed).toBeCloseTo(0.1, 12);
    expect(judge('retrieval-1.slots.top: p(1) < 1').outcome).toBe('fail');
    expect(judge('conditional.fid: p(0.5) < 9').checks[0]!.reason).toMatch(/only scores of control/);
  });

  it('says that the number of images settles nothing where the score moves with it', () => {
    const interval = { ...anInterval(0.7, 0.1), about: 'these counts' as const };
    const quality = aComparison([aScore('recall', 0.7, { interval })]);
    const run: MeasuredRun = { points: [aPoint('g', { quality })], costs: [], tradeoffs: [] };
    const [check] = judge('g.recall > 0.75', run).checks;
    expect(check).toMatchObject({ outcome: 'inconclusive', samplesToSettle: null });
    expect(check!.reason).toContain('cannot be said');
  });

  it('is as bad as its worst check', () => {
    expect(judge('fid < 14').outcome).toBe('fail');
    expect(judge('fid < 16').outcome).toBe('inconclusive');
    expect(judge('fid < 18').outcome).toBe('pass');
  });
});

describe('a trade-off', () => {
  const panel: Pick<Tradeoff, 'about' | 'quality' | 'control' | 'reference' | 'draws' | 'notes'> = {
    ...{
      about: 'pose',
      quality: { id: 'kid', title: 'KID', unit: '' },
      control: { id: 'pckh', title: 'PCKh' },
    },
    ...{ reference: { quality: 1, control: 0 }, draws: 100, notes: [] },
  };
  const reach = { status: 'ok', low: 0.4, high: 0.6 } as const;
  const run: MeasuredRun = {
    ...aMeasuredRun(),
    tradeoffs: [
      {
        ...panel,
        points: [
          {
            ...{ point: 'conditional[psi=1]', place: null, onFront: true, membership: 0.9 },
            quality: { status: 'undefined', reason: '' },
            control: { status: 'undefined', reason: '' },
          },
        ],
        hypervolumes: [
          { generator: null, volume: { status: 'ok', value: 0.5, reach } },
          { generator: 'conditional', volume: { status: 'undefined', reason: 'it has no point' } },
        ],
        readings: [
          {
            ...{ generator: 'conditional', what: 'control at quality', at: 0.05 },
            reading: { status: 'ok', value: 0.5, reach },
          },
        ],
      },
    ],
  };

  it.each<[string, string]>([
    ['tradeoff.pose.hypervolume: > 0.3', 'pass'],
    ['tradeoff.pose.hypervolume: > 0.5', 'inconclusive'],
    ['tradeoff.pose.hypervolume.conditional: > 0', 'fail'],
    ['tradeoff.pose.control-at[0.050].conditional: > 0.3', 'pass'],
    ['tradeoff.pose.control_at[0.05].conditional > 0.3 or 1 > unconditional.fid', 'pass'],
    ['tradeoff.pose.membership.conditional: value > 0.8', 'pass'],
    ['tradeoff.outfit.hypervolume: > 0', 'fail'],
  ])('%s: %s', (gate, outcome) => {
    expect(judge(gate, run).outcome).toBe(outcome);
  });
});

describe('several outcomes', () => {
  it('are as bad as fail, no baseline, inconclusive, pass, in this order', () => {
    const codes = { pass: 0, fail: 20, inconclusive: 21, 'no baseline': 22 };
    const fromWorst = ['fail', 'no baseline', 'inconclusive', 'pass'] as const;
    for (const first of gateOutcomes) {
      for (const second of gateOutcomes) {
        const worst = fromWorst.find((outcome) => outcome === first || outcome === second)!;
        const results = [{ outcome: first }, { outcome: second }];
        expect([worstOutcome(results), gateExitCode(results)]).toEqual([worst, codes[worst]]);
      }
    }
    expect(gateExitCode([])).toBe(0);
  });
});
