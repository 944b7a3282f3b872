import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../../src/config/run-result.js';
import { measureTradeoffs } from '../../../src/metrics/tradeoff/measure-tradeoffs.js';
import type { Plot } from '../../../src/reports/charts/plot.js';
import { runPlots } from '../../../src/reports/charts/run-plots.js';
import {
  aComparison,
  aControl,
  aControlScore,
  anEstimate,
  anInterval,
  aPoint,
  aRunResult,
  aScore,
} from '../../config/run-result-builder.js';

const part = (name: string, value: number | null) => ({
  part: name,
  count: 90,
  value,
  floor: 0.25,
  ceiling: 0.75,
});

/** An unconditional generator and a conditional one that is swept over three values, one of them without a score. */
function sweptRun(): RunResult {
  const at = (psi: number, kid: number, pck: number) =>
    aPoint('conditional', {
      id: `conditional[psi=${psi}]`,
      knobs: { psi },
      swept: { knob: 'psi', value: psi },
      main: psi === 1,
      quality: aComparison([aScore('kid', kid, { interval: anInterval(kid, 0.01) })]),
      control: aControl([
        aControlScore('pck', 'pose', anEstimate(pck), {
          parts: [part('r_wrist', 0.5), part('head_top', null)],
          leftOut: [{ part: 'head_top', reason: 'the estimator does not give it' }],
        }),
      ]),
    });
  const undefinedKid = { ...aScore('kid', 1), status: 'undefined' as const, reason: 'too few images' };
  const points = [
    aPoint('unconditional', {
      kind: 'unconditional',
      control: null,
      quality: aComparison([aScore('kid', 0.1)]),
    }),
    at(1, 0.2, 0.75),
    at(0.5, 0.125, 0.5),
    { ...at(0.25, 0.1, 0.25), quality: aComparison([undefinedKid]) },
  ];
  const run = aRunResult({ points });
  return {
    ...run,
    tradeoffs: measureTradeoffs(points, run.configuration.tradeoff, 0),
    costs: [
      {
        candidate: 'conditional[psi=1]',
        baseline: 'unconditional',
        paired: true,
        differences: [
          {
            ...{ status: 'ok', id: 'kid', title: 'KID', direction: 'lower', unit: '', better: 'baseline' },
            ...{ value: 0.1, interval: anInterval(0.1, 0.05) },
          },
          {
            ...{
              status: 'ok',
              id: 'recall',
              title: 'Recall',
              direction: 'higher',
              unit: '',
              better: 'candidate',
            },
            ...{ value: 0.2, interval: anInterval(0.2, 0.2) },
          },
          {
            ...{ status: 'ok', id: 'fid', title: 'FID', direction: 'lower', unit: '', better: 'undecided' },
            ...{ value: 3, interval: anInterval(3, null) },
          },
          {
            status: 'undefined',
            id: 'fd',
            title: 'FD',
            direction: 'lower',
            unit: '',
            reason: 'too few images',
          },
        ],
      },
    ],
  };
}

const marksOf = ({ series }: Plot, name: string) =>
  (series.find((each) => each.name === name)?.marks ?? []).map(({ x, y }) => [x, y]);

describe('runPlots', () => {
  const plots = runPlots(sweptRun());
  const all = [
    ...plots.tradeoffs,
    ...plots.costs,
    ...plots.parts,
    ...[...plots.sweeps, ...plots.scores].map(({ plot }) => plot),
  ];

  it('is data that survives JSON, with ids that can be names of files', () => {
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
  });

  it('has quality along x and control along y, a sweep in the order of its knob, the front as stairs', () => {
    const [plot] = plots.tradeoffs as [Plot];
    expect(marksOf(plot, 'unconditional')).toEqual([[0.1, 0]]);
    expect(marksOf(plot, 'conditional')).toEqual([
      [0.125, 0.5],
      [0.2, 0.75],
    ]);
    expect(plot.staircase).toEqual([
      { x: 0.1, y: 0 },
      { x: 0.125, y: 0.5 },
      { x: 0.2, y: 0.75 },
    ]);
    expect(plot.missing).toContain('conditional[psi=0.25] has no place: too few images.');
    expect(plot.series.map(({ marks }) => marks.map(({ label, strong }) => [label, strong]))).toEqual([
      [['unconditional', true]],
      [
        ['psi 0.5', false],
        ['psi 1', true],
      ],
    ]);
    const [first] = plot.series[1]!.marks;
    expect(first).toMatchObject({ reachX: { low: 0.115, high: 0.135 }, reachY: { low: 0.45, high: 0.55 } });
    expect(first!.text).toMatch(
      /^conditional\[psi=0\.5\]\nKID 0\.1250 \(0\.115 to 0\.135\)\n.*\non the front in \d+% of the draws$/,
    );
  });

  it('follows a score along the knob, without generators that are not swept', () => {
    const kid = plots.sweeps.find(({ score }) => score === 'kid')!.plot;
    expect(kid.series.map(({ name, style }) => [name, style])).toEqual([['conditional', 1]]);
    expect(marksOf(kid, 'conditional')).toEqual([
      [0.5, 0.125],
      [1, 0.2],
    ]);
    expect(kid.missing).toEqual(['conditional[psi=0.25] is not drawn: too few images.']);
    const control = plots.sweeps.find(({ score }) => score === 'pck.control')!.plot;
    expect(marksOf(control, 'conditional')).toEqual([
      [0.25, 0.25],
      [0.5, 0.5],
      [1, 0.75],
    ]);
  });

  it('has a row each point and score, styled as in the other plots', () => {
    const { plot } = plots.scores.find(({ score }) => score === 'kid')!;
    expect(plot.y.ticks).toEqual([
      'unconditional',
      'conditional psi 1',
      'conditional psi 0.5',
      'conditional psi 0.25',
    ]);
    expect(marksOf(plot, 'conditional')).toEqual([
      [0.2, 1],
      [0.125, 2],
    ]);
    expect(plots.scores.map(({ score }) => score)).toEqual(['kid', 'pck.control']);
  });

  it('points a cost right whichever way its score runs, each row as far as its interval', () => {
    const [plot] = plots.costs as [Plot];
    expect(plot.y.ticks).toEqual(['KID', 'Recall']);
    const [kid, recall] = plot.series[0]!.marks;
    expect(kid!.x).toBeCloseTo(0.1 / 0.15, 12);
    expect(kid!.reachX!.low).toBeCloseTo(0.05 / 0.15, 12);
    expect(kid!.reachX!.high).toBeCloseTo(1, 12);
    expect(recall).toMatchObject({ x: -0.5, reachX: { low: -1 } });
    expect(recall!.reachX!.high).toBeCloseTo(0, 12);
    expect(plot.missing).toEqual([
      'FID is not drawn: its difference, +3.000, has no interval, as none.',
      'FD is not drawn: too few images.',
    ]);
  });

  it('draws joints between floor and ceiling, and says which do not count', () => {
    const [plot] = plots.parts as [Plot];
    expect(plots.parts).toHaveLength(1);
    expect(plot.y.ticks).toEqual(['r wrist']);
    expect(marksOf(plot, 'conditional')).toEqual([[0.5, 0]]);
    expect(plot.tracks).toEqual([{ row: 0, from: 0.25, to: 0.75 }]);
    expect(plot.missing).toEqual(['head_top does not count: the estimator does not give it.']);
  });

  it('says what there is to be seen', () => {
    for (const { description, caption, title } of all) {
      expect(description).not.toBe('');
      expect(caption).not.toBe('');
      expect(title).not.toBe('');
    }
  });
});
