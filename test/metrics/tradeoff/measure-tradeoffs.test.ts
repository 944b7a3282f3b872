import { describe, expect, it } from 'vitest';
import type { RunFile } from '../../../src/config/run-file.js';
import type { Point } from '../../../src/config/run-result.js';
import { tradeoffSchema, type Tradeoff } from '../../../src/config/tradeoff-result.js';
import { UsageError } from '../../../src/errors.js';
import { normalProbability } from '../../../src/math/normal-probability.js';
import { measureTradeoffs } from '../../../src/metrics/tradeoff/measure-tradeoffs.js';
import {
  aComparison,
  aControl,
  aControlScore,
  anEstimate,
  anInterval,
  aPoint,
  aScore,
} from '../../config/run-result-builder.js';

const NORMAL = 1.959963984540054;
const settings: RunFile['tradeoff'] = {
  quality: 'kid',
  pose: 'pck',
  outfit: 'retrieval-1',
  atQuality: [],
  atControl: [],
};

interface At {
  readonly kid: number;
  readonly pck: number;
  /** Half widths of the intervals; null: none. */
  readonly kidHalf?: number | null;
  readonly pckHalf?: number | null;
}

function pointAt(
  id: string,
  { kid, pck, kidHalf = 0.01, pckHalf = 0.05 }: At,
  more: Partial<Point> = {},
): Point {
  return aPoint(id, {
    quality: aComparison([aScore('kid', kid, { interval: anInterval(kid, kidHalf) })]),
    control: aControl([aControlScore('pck', 'pose', anEstimate(pck, pckHalf))]),
    ...more,
  });
}

function sweptAt(generator: string, psi: number, at: At): Point {
  return pointAt(generator, at, {
    id: `${generator}[psi=${psi}]`,
    knobs: { psi },
    swept: { knob: 'psi', value: psi },
    main: psi === 1,
  });
}

const unconditional = (kid: number, kidHalf = 0.01): Point =>
  pointAt('unconditional', { kid, pck: 0, kidHalf }, { kind: 'unconditional', control: null });

function poseTradeoff(points: readonly Point[], more: Partial<RunFile['tradeoff']> = {}): Tradeoff {
  const [tradeoff] = measureTradeoffs(points, { ...settings, ...more }, 1);
  return tradeoffSchema.parse(tradeoff);
}

const membershipOf = ({ points }: Tradeoff, id: string): number =>
  points.find(({ point }) => point === id)?.membership ?? Number.NaN;

describe('measureTradeoffs', () => {
  it('puts the unconditional generator at no control, exactly, and keeps the order of the run', () => {
    const { points, notes } = poseTradeoff([
      pointAt('conditional', { kid: 0.2, pck: 0.6 }),
      unconditional(0.1),
    ]);
    expect(points.map(({ point, place, onFront }) => [point, place, onFront])).toEqual([
      ['conditional', { quality: 0.2, control: 0.6 }, true],
      ['unconditional', { quality: 0.1, control: 0 }, true],
    ]);
    expect(points[1]!.control).toMatchObject({
      value: 0,
      interval: { low: 0, high: 0, method: 'by definition' },
    });
    expect(notes).toEqual([]);
  });

  it('finds the membership of two points in closed form: quality errors alone', () => {
    // b has the better control for certain; a stays on the front where its quality is the better one.
    const [a, b, half] = [0.1, 0.103, 0.01];
    const tradeoff = poseTradeoff([
      pointAt('a', { kid: a, pck: 0.5, kidHalf: half, pckHalf: 0 }),
      pointAt('b', { kid: b, pck: 0.6, kidHalf: half, pckHalf: 0 }),
    ]);
    const expected = normalProbability((b - a) / (Math.SQRT2 * (half / NORMAL)));
    expect(Math.abs(membershipOf(tradeoff, 'a') - expected)).toBeLessThan(0.015);
    expect(membershipOf(tradeoff, 'b')).toBe(1);
    expect(
      poseTradeoff([pointAt('a', { kid: a, pck: 0.5 }), pointAt('b', { kid: 0.09, pck: 0.6 })]).points[0]!
        .onFront,
    ).toBe(false);
  });

  it('finds it with errors both ways: a point leaves the front where the other is better in both', () => {
    const tradeoff = poseTradeoff([
      pointAt('a', { kid: 0.1, pck: 0.5, kidHalf: 0.02, pckHalf: 0.1 }),
      pointAt('b', { kid: 0.11, pck: 0.53, kidHalf: 0.01, pckHalf: 0.2 }),
    ]);
    const worse = (mean: number, halves: readonly [number, number]) =>
      normalProbability(mean / (Math.hypot(...halves) / NORMAL));
    const expected = 1 - worse(-0.01, [0.02, 0.01]) * worse(0.03, [0.1, 0.2]);
    expect(Math.abs(membershipOf(tradeoff, 'a') - expected)).toBeLessThan(0.015);
  });

  it('is drawn anew by the seed alone', () => {
    const points = [pointAt('a', { kid: 0.1, pck: 0.5 }), pointAt('b', { kid: 0.105, pck: 0.52 })];
    const shares = (seed: number) =>
      measureTradeoffs(points, settings, seed)[0]!.points.map((point) => point.membership);
    expect(shares(7)).toEqual(shares(7));
    expect(shares(7)).not.toEqual(shares(8));
  });

  it('stands points where their intervals are freed of bias, so that counts do not decide', () => {
    const fid = (value: number, middle: number) =>
      aComparison([aScore('fid', value, { interval: anInterval(middle, 1) })]);
    const { points, notes } = poseTradeoff(
      [
        pointAt('few', { kid: 0, pck: 0.5 }, { quality: fid(30, 10) }),
        pointAt('many', { kid: 0, pck: 0.5 }, { quality: fid(15, 12) }),
      ],
      { quality: 'fid' },
    );
    expect(points.map(({ place, onFront }) => [place?.quality, onFront])).toEqual([
      [10, true],
      [12, false],
    ]);
    expect(notes).toEqual([expect.stringContaining('freed of bias')]);
  });

  it('stands all at their plain values if one has no interval, and says why there are no shares', () => {
    const fid = (value: number, half: number | null) =>
      aComparison([aScore('fid', value, { interval: anInterval(value - 5, half) })]);
    const { points, notes, hypervolumes } = poseTradeoff(
      [
        pointAt('with', { kid: 0, pck: 0.6 }, { quality: fid(30, 1) }),
        pointAt('without', { kid: 0, pck: 0.5 }, { quality: fid(20, null) }),
      ],
      { quality: 'fid', reference: { quality: 40, control: 0 } },
    );
    expect(points.map(({ place, onFront, membership }) => [place?.quality, onFront, membership])).toEqual([
      [30, true, null],
      [20, true, null],
    ]);
    expect(notes).toEqual([
      'There are no shares of draws on the front: the quality of without has no interval: none.',
    ]);
    expect(hypervolumes.map(({ generator, volume }) => [generator, volume])).toEqual([
      [
        'with',
        {
          status: 'ok',
          value: 6,
          reach: { status: 'ok', low: expect.any(Number) as number, high: expect.any(Number) as number },
        },
      ],
      [
        'without',
        {
          status: 'ok',
          value: 10,
          reach: { status: 'undefined', reason: expect.stringContaining('without') as string },
        },
      ],
      [
        null,
        {
          status: 'ok',
          value: 11,
          reach: { status: 'undefined', reason: expect.stringContaining('without') as string },
        },
      ],
    ]);
  });

  it('keeps a draw within an interval that leaves its own value out at the nearer end', () => {
    const skewed = { ...anInterval(0.5, 0.1), estimate: 0.3 };
    const { points } = poseTradeoff([
      pointAt(
        'a',
        { kid: 0.1, pck: 0 },
        {
          control: aControl([aControlScore('pck', 'pose', { status: 'ok', value: 0.3, interval: skewed })]),
        },
      ),
    ]);
    expect(points[0]!.place?.control).toBeCloseTo(0.4, 12);
    expect(points[0]!.membership).toBe(1);
  });

  it('measures the area of rectangles, and mirrors its reach: symmetric about it where errors are', () => {
    const { hypervolumes } = poseTradeoff(
      [pointAt('a', { kid: 0.4, pck: 0.5, kidHalf: 0.02, pckHalf: 0 }), unconditional(0.1)],
      { reference: { quality: 1, control: 0 } },
    );
    const [ofA, ofUnconditional, ofAll] = hypervolumes.map(({ volume }) => volume);
    expect(ofA).toMatchObject({ status: 'ok', reach: { status: 'ok' } });
    if (ofA?.status !== 'ok' || ofA.reach.status !== 'ok') return;
    expect(ofA.value).toBeCloseTo(0.3, 12);
    expect(Math.abs(ofA.reach.low - 0.29)).toBeLessThan(0.001);
    expect(Math.abs(ofA.reach.high - 0.31)).toBeLessThan(0.001);
    expect(ofUnconditional).toEqual({ status: 'ok', value: 0, reach: { status: 'ok', low: 0, high: 0 } });
    expect(ofAll).toEqual(ofA);
  });

  it('has no hypervolume without a reference: it would not compare with that of another run', () => {
    expect(poseTradeoff([unconditional(0.1), pointAt('a', { kid: 0.1, pck: 0.5 })]).hypervolumes).toEqual([]);
  });

  it('reads control off at a quality and quality at a control, along the knob whatever the order of the run', () => {
    const narrow = { kidHalf: 0.002, pckHalf: 0.01 };
    const points = [
      sweptAt('a', 1, { kid: 0.3, pck: 0.8, ...narrow }),
      sweptAt('a', 0.4, { kid: 0.1, pck: 0.4, ...narrow }),
      sweptAt('a', 0.7, { kid: 0.2, pck: 0.7, ...narrow }),
    ];
    const { readings } = poseTradeoff(points, { atQuality: [0.15], atControl: [0.75] });
    expect(
      readings.map(({ what, at, reading }) => [what, at, reading.status === 'ok' && reading.value]),
    ).toEqual([
      ['control at quality', 0.15, expect.closeTo(0.55, 12)],
      ['quality at control', 0.75, expect.closeTo(0.25, 12)],
    ]);
    // Along the segment from (0.1, 0.4) to (0.2, 0.7), halfway: the error in y is the mean of two, that in x three times as much.
    const half = Math.hypot(0.01, 3 * 0.002) / Math.SQRT2;
    const [{ reading }] = readings as [Tradeoff['readings'][number]];
    if (reading.status !== 'ok' || reading.reach.status !== 'ok') throw new Error('Expected a reach.');
    expect(Math.abs(reading.reach.high - reading.reach.low - 2 * half)).toBeLessThan(0.05 * 2 * half);
  });

  it('says why nothing can be read off, or how far the reading reaches', () => {
    const points = [
      unconditional(0.15),
      sweptAt('a', 0.4, { kid: 0.1, pck: 0.4 }),
      sweptAt('a', 1, { kid: 0.2, pck: 0.8 }),
    ];
    const { readings } = poseTradeoff(points, { atQuality: [0.15, 0.11, 0.3] });
    const reasons = readings.map(({ generator, at, reading }) => [
      generator,
      at,
      reading.status === 'undefined'
        ? reading.reason
        : reading.reach.status === 'undefined' && reading.reach.reason,
    ]);
    expect(reasons).toEqual([
      ['unconditional', 0.15, expect.stringMatching(/two points.*sweep a knob/)],
      ['unconditional', 0.11, expect.stringMatching(/two points/)],
      ['unconditional', 0.3, expect.stringMatching(/two points/)],
      ['a', 0.15, false],
      ['a', 0.11, expect.stringMatching(/^in \d% of the draws/)],
      ['a', 0.3, 'it reaches from 0.1 to 0.2, and nothing is read off beyond its points'],
    ]);
  });

  it('keeps a point without a score, without a place, and says so', () => {
    const lacking = aPoint('lacking', { control: null });
    const { points, notes } = poseTradeoff([pointAt('a', { kid: 0.1, pck: 0.5 }), lacking]);
    expect(points[1]).toMatchObject({ place: null, onFront: null, membership: null });
    expect(points[0]).toMatchObject({ onFront: true, membership: 1 });
    expect(notes).toEqual(['lacking has no place: control was not measured.']);
  });

  it('warns of generators at different values of one knob', () => {
    const at = (generator: string, psi: number) =>
      pointAt(generator, { kid: 0.1, pck: 0.5 }, { knobs: { psi } });
    expect(poseTradeoff([at('a', 0.7), at('b', 1)]).notes).toEqual([
      'Generators differ in psi: a is at 0.7, b is at 1. Part of what tells them apart comes from the knob.',
    ]);
    expect(poseTradeoff([at('a', 1), at('b', 1)]).notes).toEqual([]);
  });

  it('has a panel for each kind of control that was measured, and none without', () => {
    expect(measureTradeoffs([unconditional(0.1)], settings, 1)).toEqual([]);
    const both = aPoint('a', {
      control: aControl([
        aControlScore('pck', 'pose', anEstimate(0.5)),
        aControlScore('retrieval-1', 'outfit', anEstimate(0.3)),
      ]),
    });
    expect(measureTradeoffs([both], settings, 1).map(({ about, control }) => [about, control.title])).toEqual(
      [
        ['pose', 'PCK'],
        ['outfit', 'RETRIEVAL-1'],
      ],
    );
  });

  it.each([
    [{ quality: 'precision' }, /less is better, got precision/],
    [{ quality: 'kidd' }, /Did you mean kid\?/],
    [{ pose: 'mkr' }, /a pose score that has a floor, got mkr/],
    [{ outfit: 'pck' }, /an outfit score/],
  ])('refuses %j as an axis', (wrong, message) => {
    const measure = () => measureTradeoffs([unconditional(0.1)], { ...settings, ...wrong }, 1);
    expect(measure).toThrow(UsageError);
    expect(measure).toThrow(message);
  });
});
