import type { Tradeoff, TradeoffReading } from '../config/tradeoff-result.js';
import { joinedBasis } from './basis.js';
import { pointStep, settingText, step, type Path } from './path.js';
import { readingOf, withoutInterval, type PointReadings, type Reading } from './reading.js';

/**
 * `tradeoff.pose.hypervolume`, of all generators together and with `.GENERATOR` of one; `tradeoff.pose.membership.GENERATOR`;
 * and what is read off: `tradeoff.pose.control-at[0.05].GENERATOR`, `tradeoff.pose.quality-at[0.8].GENERATOR`.
 */
export function tradeoffReadings(tradeoff: Tradeoff, points: PointReadings): Reading[] {
  const { about, quality, control, reference, hypervolumes } = tradeoff;
  const basis = joinedBasis([
    ['panel', { quality: quality.id, control: control.id, reference: JSON.stringify(reference) }],
    ...tradeoff.points.flatMap(({ point }) =>
      [quality.id, control.id].map(
        (score) => [`${point}’s ${score}`, readingOf(points, point, score)?.basis ?? {}] as const,
      ),
    ),
  ]);
  const reading = (path: Path, estimate: Reading['estimate']): Reading => ({
    path: [step('tradeoff'), step(about), ...path],
    ...{ estimate, basis, images: null, made: null, ofImages: [] },
  });
  return [
    ...hypervolumes.map(({ generator, volume }) =>
      reading([step('hypervolume'), ...(generator === null ? [] : [step(generator)])], estimateOf(volume)),
    ),
    ...tradeoff.points.map(({ point, membership }) => {
      const known = points.get(point);
      const path = [step('membership'), known ? pointStep(known.point) : step(point)];
      return reading(path, membershipOf(membership));
    }),
    ...tradeoff.readings.map(({ generator, what, at, reading: value }) => {
      const name = what === 'control at quality' ? 'control-at' : 'quality-at';
      const setting = settingText(String(at));
      return reading([{ name, setting, byName: false }, step(generator)], estimateOf(value));
    }),
  ];
}

function membershipOf(share: number | null): Reading['estimate'] {
  return share === null
    ? { status: 'undefined', reason: 'an interval of the panel’s points is missing' }
    : withoutInterval(share, 'it is a share of draws');
}

/** What a trade-off records as a reach over draws, in the form of other numbers. */
function estimateOf(reading: TradeoffReading): Reading['estimate'] {
  if (reading.status === 'undefined') return reading;
  const { value, reach } = reading;
  if (reach.status === 'undefined') return withoutInterval(value, reach.reason);
  const { low, high } = reach;
  return {
    status: 'ok',
    value,
    interval: {
      ...{ status: 'ok', level: 0.95, low, high, estimate: value },
      standardError: (high - low) / (2 * 1.96),
      method: 'draws within the intervals of the points',
      about: 'population',
    },
  };
}
