import { describe, expect, it } from 'vitest';
import type { ControlEstimate } from '../../../src/config/estimate.js';
import {
  runComparisonSchema,
  type RunComparison,
  type ScoreChange,
} from '../../../src/config/run-comparison.js';
import type { Point } from '../../../src/config/run-result.js';
import { UsageError } from '../../../src/errors.js';
import { trendPlots } from '../../../src/reports/charts/trend-plot.js';
import { renderComparisonMarkdown } from '../../../src/reports/comparison-markdown.js';
import { formatRunComparison } from '../../../src/cli/format-run-comparison.js';
import { compareRuns } from '../../../src/suite/results/compare-runs.js';
import type { ReadResult } from '../../../src/suite/results/read-measured-run.js';
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

function read(name: string, points: readonly Point[]): ReadResult {
  const run = aRunResult({ points: [...points] });
  return {
    ...{ location: `runs/${name}/result.json`, title: name, sha256: name.repeat(8) },
    ...{ createdAt: run.provenance.createdAt, measured: run, run },
  };
}

const image = (id: string, pck: number, condition = `c${id}`) => ({
  ...{ id, condition, joints: null, scores: { pck }, slots: {} },
});

interface Looks {
  readonly kid?: number;
  readonly half?: number | null;
  readonly pck?: ControlEstimate;
  readonly images?: ReturnType<typeof image>[];
}

const conditional = (
  { kid = 0.1, half = 0.01, pck = anEstimate(0.5), images = [] }: Looks,
  more: Partial<Point> = {},
) =>
  aPoint('conditional', {
    quality: aComparison([aScore('kid', kid, { interval: anInterval(kid, half) })]),
    control: aControl([aControlScore('pck', 'pose', pck)], { images }),
    ...more,
  });

const compare = (...points: readonly Point[]): RunComparison =>
  runComparisonSchema.parse(compareRuns(points.map((point, i) => read(`v${i + 1}`, [point]))));

const changesOf = ({ scores }: RunComparison, id: string) => scores.find((score) => score.id === id)?.changes;

function expectEnds(change: ScoreChange | undefined, low: number, high: number): void {
  if (change?.status !== 'ok' || !change.interval) throw new Error('Expected a difference with an interval.');
  expect(change.interval.low).toBeCloseTo(low, 12);
  expect(change.interval.high).toBeCloseTo(high, 12);
}

describe('compareRuns', () => {
  it('squares and adds the intervals of the two', () => {
    const [change] = changesOf(
      compare(conditional({ kid: 0.1, half: 0.03 }), conditional({ kid: 0.2, half: 0.04 })),
      'kid',
    )!;
    expect(change).toMatchObject({ from: 0, to: 1, status: 'ok', moved: 'worse', value: 0.1 });
    expectEnds(change, 0.05, 0.15);
  });

  it('takes the upper half of the one and the lower of the other', () => {
    const skewed = (value: number, low: number, high: number): ControlEstimate => {
      const interval = anInterval(value, 0.1);
      if (interval.status === 'undefined') throw new Error('It has a width.');
      return { status: 'ok', value, interval: { ...interval, low, high } };
    };
    const [change] = changesOf(
      compare(conditional({ pck: skewed(0.4, 0.1, 0.44) }), conditional({ pck: skewed(0.6, 0.57, 1) })),
      'pck.normalised',
    )!;
    expect(change).toMatchObject({ moved: 'better' });
    expectEnds(change, 0.2 - 0.05, 0.2 + 0.5);
  });

  it('knows which way is better, and when it cannot say', () => {
    const moved = (id: string, before: Looks, after: Looks) =>
      changesOf(compare(conditional(before), conditional(after)), id)!.map(
        (change) => change.status === 'ok' && change.moved,
      );
    expect(moved('kid', { kid: 0.2 }, { kid: 0.1 })).toEqual(['better']);
    expect(moved('kid', { kid: 0.1 }, { kid: 0.11 })).toEqual(['within']);
    expect(moved('kid', { kid: 0.1 }, { kid: 0.3, half: null })).toEqual(['unknown']);
    expect(moved('pck.normalised', { pck: anEstimate(0.9) }, { pck: anEstimate(0.5) })).toEqual(['worse']);
  });

  it('goes from run to run, and from the first to the last', () => {
    const comparison = compare(
      conditional({ kid: 0.1 }),
      conditional({ kid: 0.11 }),
      conditional({ kid: 0.12 }),
    );
    const steps = changesOf(comparison, 'kid')!.map(({ from, to }) => [from, to]);
    expect(steps).toEqual([
      [0, 1],
      [1, 2],
      [0, 2],
    ]);
    expect(
      comparison.scores
        .find(({ id }) => id === 'kid')!
        .values.map((value) => value?.status === 'ok' && value.value),
    ).toEqual([0.1, 0.11, 0.12]);
  });

  it('subtracts nothing that rests on different things, and names them', () => {
    const images = [image('0', 0.5)];
    const comparison = compare(conditional({ images }), conditional({ images }, { knobs: { psi: 0.7 } }));
    expect(changesOf(comparison, 'kid')).toEqual([
      { from: 0, to: 1, status: 'incomparable', differing: ['knob psi: 0.7 here, 1 in the baseline'] },
    ]);
    expect(comparison.samples).toEqual([expect.objectContaining({ status: 'incomparable' })]);
    expect(formatRunComparison(comparison)).toMatch(
      /WARNING: scores that do not compare.*\n  v1 to v2, conditional: knob psi: 0\.7.* \(3 scores\)\n/,
    );
  });

  it('keeps what one run lacks, with the reason', () => {
    const without = conditional({}, { control: null });
    const comparison = compare(without, conditional({}));
    expect(comparison.scores.find(({ id }) => id === 'pck')).toMatchObject({
      values: [null, { status: 'ok' }],
      changes: [{ status: 'undefined', reason: 'the earlier run does not have it' }],
    });
  });

  it('finds the samples that changed most, of the same id and condition', () => {
    const before = [
      image('0', 0.5),
      image('1', 0.9),
      image('2', 0.5, 'other'),
      image('3', 0.2),
      image('4', 1),
    ];
    const after = [image('0', 0.6), image('1', 0.2), image('2', 1), image('3', 0.2), image('5', 1)];
    const { samples } = compare(conditional({ images: before }), conditional({ images: after }));
    expect(samples).toEqual([
      expect.objectContaining({
        ...{ status: 'ok', generator: 'conditional', compared: 3, better: 1, worse: 1 },
        score: { id: 'pck', title: 'PCK', about: 'pose' },
        most: [
          {
            ...{ id: '1', condition: 'c1', before: 0.9, after: 0.2 },
            images: { before: 'runs/v1/samples/conditional/1', after: 'runs/v2/samples/conditional/1' },
          },
          expect.objectContaining({ id: '0' }),
        ],
      }),
    ]);
  });

  it('compares no samples of different seeds, nor where none are kept', () => {
    const point = conditional({ images: [image('0', 0.5)] });
    const why = (other: Point) =>
      compare(point, other).samples.map((changed) => 'reason' in changed && changed.reason);
    expect(why({ ...point, samples: { ...point.samples, seed: 100 } })).toEqual([
      expect.stringContaining('at seed 100'),
    ]);
    expect(why(conditional({}))).toEqual([expect.stringContaining('keeps no single images')]);
  });

  it('refuses fewer than two, and runs without a generator in common', () => {
    expect(() => compareRuns([read('v1', [conditional({})])])).toThrow(UsageError);
    expect(() => compareRuns([read('v1', [aPoint('a')]), read('v2', [aPoint('b')])])).toThrow(
      /v1 has a; v2 has b.*same name/,
    );
  });

  it('labels runs by their folders, apart', () => {
    const runs = compareRuns([read('v1', [conditional({})]), read('v1', [conditional({})])]).runs;
    expect(runs.map(({ label }) => label)).toEqual(['v1 #1', 'v1 #2']);
  });
});

describe('what is shown of a comparison', () => {
  const comparison = compare(
    conditional({ kid: 0.2, images: [image('0', 0.5)] }),
    conditional({ kid: 0.1, images: [image('0', 0.9)] }),
  );

  it('is text: what moved first, then every score, then samples', () => {
    const text = formatRunComparison(comparison);
    expect(text).toMatch(
      /Of 3 differences 1 are beyond their 95% interval; by chance about 1 would be:\n {2}v1 to v2 {2}conditional {2}KID ↓ {2}−0\.1000 \(−0\.114 to −0\.086\) {2}better/,
    );
    expect(text).toMatch(/conditional {2}KID ↓ +0\.2000 \(0\.190 to 0\.210\) +0\.1000/);
    expect(text).toContain('of 1, 1 are better and 0 worse');
  });

  it('is a plot each score that matters first or moved, without lines where runs do not compare', () => {
    const plots = trendPlots(comparison);
    expect(plots.map(({ id }) => id)).toEqual(['trend-kid', 'trend-pck-normalised']);
    expect(plots[0]!.series[0]).toMatchObject({
      drawnAs: 'line',
      marks: [
        { x: 0, y: 0.2 },
        { x: 1, y: 0.1 },
      ],
    });
    expect(plots[0]!.x.ticks).toEqual(['v1', 'v2']);
    const apart = compare(conditional({}), conditional({}, { knobs: { psi: 0.7 } }));
    expect(trendPlots(apart)[0]!.series[0]!.drawnAs).toBe('marks');
  });

  it('is Markdown in which data stays text', () => {
    const [plot] = trendPlots(comparison);
    const hostile = {
      ...comparison,
      runs: comparison.runs.map((run) => ({ ...run, label: '<b>|`v`', title: '![x](http://a.b)' })),
    };
    const text = renderComparisonMarkdown(hostile, [{ plot: plot!, path: 'charts/trend-kid.png' }]);
    expect(text).toContain('](charts/trend-kid.png)');
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('](http');
    expect(renderComparisonMarkdown(comparison, [])).toContain(
      '| v1 to v2 | conditional | KID ↓ | −0.1000 (−0.114 to −0.086) | better |',
    );
  });
});
