import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import { fitPresence, type KnownView, type Presence } from '../../src/outfit/fit-presence.js';

const WIDTH = 30;

/** Views that differ, if they are of something worn, by `apart` along one axis. */
function views(count: number, share: number, apart: number, seed = 1, perCondition = 1): KnownView[] {
  const random = new Mt19937(seed);
  return Array.from({ length: count }, (_, i) => {
    const worn = (Math.floor(i / perCondition) * 0.618) % 1 < share;
    const layout = Float32Array.from(random.normals(WIDTH));
    if (worn) layout[4]! += apart;
    return { condition: String(Math.floor(i / perCondition)), layout, worn };
  });
}
function fitted(known: readonly KnownView[], options = {}): Presence {
  const presence = fitPresence(known, options);
  if ('reason' in presence) throw new Error(presence.reason);
  return presence;
}
/** What it says of the views that it was fitted to. */
const crossFitted = (presence: Presence, known: readonly KnownView[]): number[] =>
  known.map(({ layout, condition }) => presence.worn(layout, condition));
const accuracy = (known: readonly KnownView[], probabilities: readonly number[]): number =>
  known.filter(({ worn }, i) => probabilities[i]! >= 0.5 === worn).length / known.length;

describe('fitPresence', () => {
  it('tells worn from empty in images that it has not seen, and is as sure as it is right', () => {
    const known = views(300, 0.5, 4);
    const presence = fitted(known);
    expect(accuracy(known, crossFitted(presence, known))).toBeGreaterThan(0.93);
    const fresh = views(300, 0.5, 4, 2);
    const probabilities = fresh.map(({ layout }) => presence.worn(layout, 'another'));
    expect(accuracy(fresh, probabilities)).toBeGreaterThan(0.93);
    expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
    const mean = probabilities.reduce((sum, p) => sum + p, 0) / 300;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
  });

  it('does not flatter itself where there is nothing to see', () => {
    const known = views(120, 0.5, 0, 3);
    expect(accuracy(known, crossFitted(fitted(known), known))).toBeLessThan(0.65);
  });

  it('does not recognise images of one condition by one another', () => {
    // Ten images of each of 24 conditions, which are nearly one, and say nothing of what is worn.
    const random = new Mt19937(4);
    const known = Array.from({ length: 24 }, (_, condition) => {
      const layout = random.normals(WIDTH);
      return Array.from({ length: 10 }, () => ({
        condition: String(condition),
        layout: Float32Array.from(layout, (value) => value + 0.01 * random.normal()),
        worn: condition % 2 === 0,
      }));
    }).flat();
    expect(accuracy(known, crossFitted(fitted(known), known))).toBeLessThan(0.75);
  });

  it('is the same for the same seed, and does not depend on the seed much', () => {
    const known = views(100, 0.4, 3, 5);
    const first = crossFitted(fitted(known), known);
    expect(crossFitted(fitted(known, { seed: 0 }), known)).toEqual(first);
    const other = crossFitted(fitted(known, { seed: 9, folds: 4 }), known);
    expect(other).not.toEqual(first);
    expect(accuracy(known, other)).toBeGreaterThan(0.8);
  });

  it('gives a reason where a slot is hardly ever worn, or hardly ever empty', () => {
    expect(fitPresence([])).toEqual({
      reason:
        'whether it is worn cannot be learnt: the slot is worn under 0 conditions of real images; at least 10 are needed',
    });
    expect(fitPresence(views(60, 1, 3))).toEqual({
      reason:
        'whether it is worn cannot be learnt: the slot is empty under 0 conditions of real images; at least 10 are needed',
    });
    // Nine conditions, however many images there are of them.
    expect(fitPresence(views(180, 0.5, 3, 1, 10))).toHaveProperty('reason');
  });
});
