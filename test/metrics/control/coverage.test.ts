import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { controlDifference } from '../../../src/metrics/control/control-difference.js';
import { controlScore } from '../../../src/metrics/control/control-score.js';
import type { Estimate } from '../../../src/metrics/control/estimate.js';
import { measureControl } from '../../../src/metrics/control/measured-control.js';
import { pck } from '../../../src/metrics/pose/pck.js';
import type { PosePair, PoseSample } from '../../../src/metrics/pose/pose-sample.js';
import { shuffledSample } from '../../../src/metrics/pose/shuffled-sample.js';
import { detected, sampleOfPairs, standingAt } from '../pose/pose-cases.js';

/**
 * People who stand at one of four places, far apart. An image obeys its condition with a probability that the condition has, easy or
 * hard; else the person stands anywhere. So images of a condition go together, and all true scores have closed forms.
 */
const places = [
  { x: 100, share: 0.5 },
  { x: 200, share: 0.25 },
  { x: 400, share: 0.15 },
  { x: 700, share: 0.1 },
];
const OBEYS = { easy: 0.95, hard: 0.3 };
const ERROR_PX = { generated: 6, real: { easy: 4, hard: 6 } };
/** By how much the candidate obeys more often than the baseline. */
const GAIN = 0.04;

interface Asked {
  readonly id: string;
  readonly x: number;
  readonly kind: 'easy' | 'hard';
}

function anywhere(random: Mt19937): number {
  let left = random.random();
  return places.find(({ share }) => (left -= share) < 0)!.x;
}

function ask(random: Mt19937, count: number): Asked[] {
  return Array.from({ length: count }, (_, c) => ({
    id: `c${c}`,
    // No two conditions ask for quite the same.
    x: anywhere(random) + 1e-3 * random.random(),
    kind: random.random() < 0.5 ? 'easy' : 'hard',
  }));
}

function generate(random: Mt19937, asked: readonly Asked[], seeds: number, gain: number): PoseSample {
  return sampleOfPairs(
    asked.flatMap(({ id, x, kind }) =>
      Array.from({ length: seeds }, (_, s): PosePair => {
        const at = random.random() < OBEYS[kind] + gain ? x : anywhere(random);
        const predicted = detected(standingAt(at), ERROR_PX.generated, random);
        return { id: `${id}-${s}`, condition: id, target: { pose: standingAt(x) }, predicted };
      }),
    ),
  );
}

function photograph(random: Mt19937, asked: readonly Asked[]): PoseSample {
  return sampleOfPairs(
    asked.map(({ id, x, kind }) => {
      const pose = standingAt(x);
      const predicted = detected(pose, ERROR_PX.real[kind], random);
      return { id, condition: id, target: { pose }, predicted };
    }),
  );
}

/** Share of joints with a normal error in both coordinates that lie within 0.2 of the torso, 50 px. */
const within = (errorPx: number) => 1 - Math.exp(-(10 ** 2) / (2 * errorPx ** 2));

function truth(gain: number) {
  const byChance = places.reduce((sum, { share }) => sum + share ** 2, 0);
  const obeys = (OBEYS.easy + OBEYS.hard) / 2 + gain;
  const score = within(ERROR_PX.generated) * (obeys + (1 - obeys) * byChance);
  const floor = within(ERROR_PX.generated) * byChance;
  const ceiling = (within(ERROR_PX.real.easy) + within(ERROR_PX.real.hard)) / 2;
  return { score, floor, ceiling, control: (score - floor) / (ceiling - floor) };
}

function holds(estimate: Estimate, value: number): boolean {
  if (estimate.status === 'undefined' || estimate.interval.status === 'undefined') return false;
  return estimate.interval.low <= value && value <= estimate.interval.high;
}

const names = ['score', 'floor', 'ceiling', 'control', 'scoreGain', 'controlGain', 'seedsApart'] as const;

/** Shares of the intervals that hold the true value. */
function coverage(conditions: number, seeds: number, repetitions: number) {
  const random = new Mt19937(conditions);
  const [baseline, candidate] = [truth(0), truth(GAIN)];
  const held = { score: 0, floor: 0, ceiling: 0, control: 0, scoreGain: 0, controlGain: 0, seedsApart: 0 };
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const resampling = { resamples: 200, seed: repetition };
    const asked = ask(random, conditions);
    const ceiling = photograph(random, asked);
    const measure = (generated: PoseSample) =>
      measureControl(pck, { generated, floor: shuffledSample(generated, { seed: repetition }), ceiling });
    const sample = generate(random, asked, seeds, 0);
    const [a, b] = [measure(generate(random, asked, seeds, GAIN)), measure(sample)];
    const scores = controlScore(b, resampling);
    for (const name of ['score', 'floor', 'ceiling', 'control'] as const) {
      held[name] += Number(holds(scores[name], baseline[name]));
    }
    const gains = controlDifference(a, b, resampling);
    held.scoreGain += Number(holds(gains.score, candidate.score - baseline.score));
    held.controlGain += Number(holds(gains.control, candidate.control - baseline.control));
    const apart = sampleOfPairs(sample.pairs.map((pair) => ({ ...pair, condition: pair.id })));
    const alone = measureControl(pck, { generated: apart, floor: { reason: 'none' }, ceiling });
    held.seedsApart += Number(holds(controlScore(alone, resampling).score, baseline.score));
  }
  for (const name of names) held[name] /= repetitions;
  return held;
}

// 100 repetitions know a share of 95% to 2.2%.
describe('an interval holds the true value in 90% to 99% of the cases', () => {
  it.each([
    { conditions: 10, seeds: 3, repetitions: 100 },
    { conditions: 20, seeds: 4, repetitions: 100 },
  ])('$conditions conditions, $seeds images each', ({ conditions, seeds, repetitions }) => {
    const { seedsApart, floor, ...shares } = coverage(conditions, seeds, repetitions);
    for (const share of Object.values(shares)) {
      expect(share).toBeGreaterThanOrEqual(0.9);
      expect(share).toBeLessThanOrEqual(0.99);
    }
    // A pair of conditions is resampled by both, so that the floor's own interval is on the wide side.
    expect(floor).toBeGreaterThanOrEqual(0.9);
    // Images of a condition go together: taken for independent they would promise too much.
    expect(seedsApart).toBeLessThan(shares.score);
  });
});
