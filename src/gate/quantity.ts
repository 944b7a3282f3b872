import type { Uncertain } from '../math/square-and-add.js';
import { squareAndAdd } from '../math/square-and-add.js';
import { lowerNormalQuantile } from '../math/normal-quantile.js';
import type { BaselineReadings } from './baseline-readings.js';
import { RECORDED_LEVEL, type Stat } from './gate.js';
import type { Reading } from './reading.js';

/** What a gate is held against, or why there is nothing to hold it against. */
export type Quantity =
  | (Uncertain & {
      readonly status: 'ok';
      /** Images that were made, with whose number the reach would shrink; null: it would not, or the number is not known. */
      readonly made: number | null;
      /** The value that the bias was removed from; null: none was. */
      readonly biased: number | null;
    })
  | {
      readonly status: 'missing';
      /** What that makes of the gate: a score that is not defined fails it, one without an interval decides nothing. */
      readonly outcome: 'fail' | 'no baseline' | 'inconclusive';
      readonly reason: string;
      /** The number, where there is one that decides nothing. */
      readonly value: number | null;
    };

export type Missing = Extract<Quantity, { status: 'missing' }>;
export type Known = Extract<Quantity, { status: 'ok' }>;

/** A number of which nothing is in doubt. */
export function exactly(value: number): Known {
  return { status: 'ok', estimate: value, low: value, high: value, made: null, biased: null };
}

/** What a statistic makes of a reading, with the recorded interval of 95%. */
export function quantityOf(reading: Reading, stat: Stat, baseline: BaselineReadings): Quantity {
  const { estimate, images, ofImages } = reading;
  if (estimate.status === 'undefined') return failing(`it is not defined: ${estimate.reason}`);
  switch (stat.kind) {
    case 'n':
      return images === null ? failing('it is not of one set of images') : exactly(images);
    case 'quantile':
      return ofImages.length === 0
        ? failing('single images have no value of it; only scores of control are kept image by image')
        : exactly(quantile(ofImages, stat.share));
    case 'score':
      return stat.delta ? deltaOf(reading, stat, baseline) : scoreOf(reading, stat);
  }
}

/** The same quantity with the reach of another level: both halves are stretched as those of a normal distribution. */
export function atLevel(quantity: Known, level: number): Known {
  const { estimate, low, high } = quantity;
  const stretch = halfWidth(level) / halfWidth(RECORDED_LEVEL);
  return {
    ...quantity,
    low: estimate - (estimate - low) * stretch,
    high: estimate + (high - estimate) * stretch,
  };
}

const halfWidth = (level: number): number => -lowerNormalQuantile((1 - level / 100) / 2);

type ScoreStat = Extract<Stat, { kind: 'score' }>;

function scoreOf({ estimate, made }: Reading, stat: ScoreStat): Quantity {
  if (estimate.status === 'undefined') return failing(`it is not defined: ${estimate.reason}`);
  const { value, interval } = estimate;
  if (stat.of === 'value') return exactly(value);
  if (interval.status === 'undefined') {
    return {
      ...{ status: 'missing', outcome: 'inconclusive' },
      reason: `it has no interval to decide with (${interval.reason}); its value alone is held against a limit by the statistic value`,
      value,
    };
  }
  const { low, high, about } = interval;
  return {
    ...{ status: 'ok', low, high },
    // Freed of its bias an estimate may leave the range of its score, to which the interval keeps.
    estimate: Math.min(Math.max(interval.estimate, low), high),
    // What is about these counts moves with them.
    made: about === 'population' ? made : null,
    biased: interval.estimate === value ? null : value,
  };
}

/** What the score has more than in the baseline. */
function deltaOf(reading: Reading, stat: ScoreStat, baseline: BaselineReadings): Quantity {
  const counterpart = baseline.counterpartOf(reading);
  if (counterpart.status === 'missing') return counterpart;
  const sides = [scoreOf(reading, stat), scoreOf(counterpart.reading, stat)] as const;
  const [here, there] = sides;
  if (here.status === 'missing') return here;
  if (there.status === 'missing') {
    return { ...there, outcome: 'no baseline', reason: `in the baseline ${there.reason}` };
  }
  return combined(([a, b]) => a! - b!, [here, there]);
}

/** What becomes of several quantities, with the reach that comes of theirs. */
export function combined(of: (values: readonly number[]) => number, quantities: readonly Known[]): Known {
  const made = new Set(quantities.filter(({ low, high }) => low < high).map((each) => each.made));
  const [first = null] = made;
  return {
    status: 'ok',
    ...squareAndAdd(of, quantities),
    made: made.size === 1 ? first : null,
    biased: null,
  };
}

function failing(reason: string): Quantity {
  return { status: 'missing', outcome: 'fail', reason, value: null };
}

/** Linear between order statistics, as numpy's `quantile` by default. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const lower = sorted[below]!;
  return lower + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - lower);
}
