import { describe, expect, it } from 'vitest';
import type { Point } from '../../src/config/run-result.js';
import type { MeasuredRun } from '../../src/gate/measured-run.js';
import {
  aComparison,
  aControl,
  aControlScore,
  anEstimate,
  anInterval,
  aPoint,
  aScore,
} from '../config/run-result-builder.js';
import { judge } from './a-measured-run.js';

const fid = (value: number, half: number | null, options = {}) =>
  aComparison([aScore('fid', value, { interval: anInterval(value, half), options })]);
const runOf = (more: Partial<Point>): MeasuredRun => ({
  ...{ points: [aPoint('g', more)], costs: [], tradeoffs: [] },
});

const here = runOf({ quality: fid(12, 0.3) });
const accepted = runOf({ quality: fid(11, 0.4) });

describe('a delta', () => {
  it('is what the score has more than in the baseline, with the reach of both', () => {
    const [check] = judge('g.fid: delta <= 1.6', here, accepted).checks;
    expect(check).toMatchObject({ outcome: 'pass', observed: 1, limit: 1.6 });
    // Squared and added: 0.3 and 0.4 make 0.5.
    expect(check!.interval!.low).toBeCloseTo(0.5, 12);
    expect(check!.interval!.high).toBeCloseTo(1.5, 12);
    expect(check!.reason).toBe('delta is 1 (95% interval 0.5 to 1.5) keeps <= 1.6');
  });

  it.each<[string, string]>([
    ['g.fid: delta <= 1.4', 'inconclusive'],
    ['g.fid: delta <= 0.4', 'fail'],
    ['g.fid: delta value <= 1', 'pass'],
    ['g.fid: delta value < 1', 'fail'],
    ['g.fid: delta upper(95) <= 1.4', 'inconclusive'],
    ['g.fid: delta lower(95) <= 0.6', 'pass'],
    ['g.fid: delta lower(99) > 0.4', 'inconclusive'],
    ['delta(g.fid) < 1.6', 'pass'],
    ['delta(g.fid) < 1.6 and g.fid < 11', 'fail'],
  ])('%s: %s', (gate, outcome) => {
    expect(judge(gate, here, accepted).outcome).toBe(outcome);
  });

  it.each<[string, MeasuredRun, RegExp]>([
    [
      'weights',
      withFeatures({ weightsSha256: 'f'.repeat(64) }),
      /features weightsSha256: a+ here, f+ in the baseline/,
    ],
    ['extractor', withFeatures({ name: 'other' }), /features name: inception-v3-fid here, other in/],
    ['resizing', withFeatures({ resize: 'clean' }), /features resize: tf1 here, clean in the baseline/],
    ['preprocessing', withFeatures({ preprocessing: 'x' }), /features preprocessing: none here, x/],
    ['real images', withSides({ real: 'other' }), /real images: 100 of real here, 100 of other in/],
    ['number of real images', withSides({ realCount: 99 }), /real images: 100 of real here, 99 of real/],
    ['number of images', withSides({ count: 50 }), /generated images: 100 here, 50 in the baseline/],
    ['options', runOf({ quality: fid(11, 0.4, { k: 3 }) }), /option k: none here, 3 in the baseline/],
    [
      'knobs',
      runOf({ quality: fid(11, 0.4), knobs: { psi: 0.7 } }),
      /knob psi: 1 here, 0\.7 in the baseline/,
    ],
    [
      'conditions',
      runOf({ quality: fid(11, 0.4), samples: { ...aPoint('g').samples, conditions: null } }),
      /conditions’ sha256: d+ here, none in the baseline/,
    ],
    ['score', runOf({ quality: aComparison([aScore('kid', 1)]) }), /the baseline has no g\.fid/],
    ['interval', runOf({ quality: fid(11, null) }), /in the baseline it has no interval/],
  ])('is refused if the baseline has other %s', (_, baseline, reason) => {
    const result = judge('g.fid: delta <= 9', here, baseline);
    expect(result.outcome).toBe('no baseline');
    expect(result.checks[0]!.reason).toMatch(reason);
  });

  it('is taken whether or not the baseline says the licences of the networks, which are no part of a number', () => {
    const licence = { spdx: 'Apache-2.0', holder: 'The TensorFlow Authors' };
    expect(judge('g.fid: delta <= 9', withFeatures({ licence }), accepted).outcome).toBe('pass');
    expect(judge('g.fid: delta <= 9', withFeatures({ licence: null }), accepted).outcome).toBe('pass');
  });

  it('is refused if control was seen by another estimator', () => {
    const controlOf = (name: string) => {
      const control = aControl([aControlScore('pckh', 'pose', anEstimate(0.5))]);
      const { provenance } = control;
      return runOf({
        control: { ...control, provenance: { ...provenance, estimator: { ...provenance.estimator, name } } },
      });
    };
    const gate = 'g.pckh.normalised: delta >= -0.2';
    expect(judge(gate, controlOf('a'), controlOf('a')).outcome).toBe('pass');
    const [check] = judge(gate, controlOf('a'), controlOf('b')).checks;
    expect(check).toMatchObject({ outcome: 'no baseline' });
    expect(check!.reason).toContain('pose estimator name: a here, b in the baseline');
  });

  it('finds the main point of a sweep by its name, and then says that the knob differs', () => {
    const swept = (psi: number) =>
      runOf({
        id: `g[psi=${psi}]`,
        swept: { knob: 'psi', value: psi },
        knobs: { psi },
        quality: fid(11, 0.4),
      });
    expect(judge('g.fid: delta < 9', swept(1), swept(1)).outcome).toBe('pass');
    expect(judge('g.fid: delta < 9', swept(1), swept(0.7)).checks[0]!.reason).toContain(
      'knob psi: 1 here, 0.7 in the baseline',
    );
  });

  it('knows real images by what is in them, and where that is not recorded by the name of their folder', () => {
    const real = (location: string, contents?: string) => withSides({ real: location, contents });
    const outcome = (first: MeasuredRun, second: MeasuredRun) =>
      judge('g.fid: delta < 9', first, second).outcome;
    expect(outcome(real('/a/x', 'abc'), real('/b/y', 'abc'))).toBe('pass');
    expect(outcome(real('/a/x', 'abc'), real('/a/x', 'abd'))).toBe('no baseline');
    expect(outcome(real('/a/x', 'abc'), real('/a/x'))).toBe('no baseline');
    expect(outcome(real('/a/real/'), real('C:\\b\\real'))).toBe('pass');
  });

  it('says that there is no baseline, which matters to no other gate', () => {
    const missing = { missing: 'baseline.json does not exist' };
    expect(judge('g.fid: delta < 9', here, missing).checks[0]).toMatchObject({
      ...{ outcome: 'no baseline', observed: null, reason: 'baseline.json does not exist' },
    });
    expect(judge('g.fid < 13', here, missing).outcome).toBe('pass');
    expect(judge('not (delta(g.fid) < 9) or g.fid < 13', here, missing).outcome).toBe('no baseline');
  });
});

function withFeatures(more: object): MeasuredRun {
  const quality = fid(11, 0.4);
  const { features, ...provenance } = quality.provenance;
  return runOf({
    quality: { ...quality, provenance: { ...provenance, features: { ...features!, ...more } } },
  });
}

interface Sides {
  readonly real?: string;
  readonly contents?: string | undefined;
  readonly realCount?: number;
  readonly count?: number;
}

function withSides({ real = 'real', contents, realCount = 100, count = 100 }: Sides): MeasuredRun {
  const quality = fid(11, 0.4);
  return runOf({
    quality: {
      ...quality,
      real: { ...quality.real!, location: real, contents, count: realCount },
      generated: { ...quality.generated, count },
    },
  });
}
