import { Mt19937 } from '../../math/mt19937.js';
import type { CostGain } from '../../math/pareto-front.js';
import type { PanelPoint } from './panel-points.js';
import { drawPlace, placesOf, type Defined, type Place } from './places.js';

/** Draws from which membership is known to half a percent. */
export const DRAWS = 10_000;

/** A point that has quality and control. */
export interface PlacedPoint {
  readonly id: string;
  readonly generator: string;
  /** Of the knob that was swept; 0 if none was. */
  readonly knob: number;
  readonly place: CostGain;
  /** What is missing for it to be drawn; undefined: nothing. */
  readonly lacks: string | undefined;
}

/** Points in the plane of quality and control, and where else they could be. */
export interface Plane {
  readonly points: readonly PlacedPoint[];
  /** The same points, each drawn within its intervals; {@link DRAWS} of them. */
  readonly draws: readonly (readonly CostGain[])[];
}

/**
 * Puts points that have both values into the plane, and draws them within their intervals. Quality and control of all points are drawn
 * independently of one another.
 * @param seed - of the draws, 0 to 2^32 - 1
 */
export function planeOf(panel: readonly PanelPoint[], seed: number): Plane {
  const defined = panel.flatMap(({ point, quality, control }) =>
    quality.status === 'ok' && control.status === 'ok' ? [{ point, quality, control }] : [],
  );
  const costs = placesOf(defined.map(({ quality }) => quality));
  const gains = placesOf(defined.map(({ control }) => control));
  const points = defined.map(({ point, quality, control }, i) => ({
    id: point.id,
    generator: point.generator,
    knob: point.swept?.value ?? 0,
    place: { cost: costs[i]!.at, gain: gains[i]!.at },
    lacks: lacking(point.id, 'quality', quality) ?? lacking(point.id, 'control', control),
  }));
  return { points, draws: drawsOf(costs, gains, seed) };
}

function lacking(id: string, what: string, { interval }: Defined): string | undefined {
  return interval.status === 'ok' ? undefined : `the ${what} of ${id} has no interval: ${interval.reason}`;
}

function drawsOf(costs: readonly Place[], gains: readonly Place[], seed: number): CostGain[][] {
  const random = new Mt19937(seed);
  return Array.from({ length: DRAWS }, () =>
    costs.map((cost, i) => ({
      cost: drawPlace(cost, random.normal()),
      gain: drawPlace(gains[i]!, random.normal()),
    })),
  );
}
