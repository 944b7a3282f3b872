import type { Point } from '../../config/run-result.js';
import type { PanelPoint } from './panel-points.js';
import type { Plane } from './plane.js';

/** What a reader has to know of a panel, in sentences. */
export function tradeoffNotes(panel: readonly PanelPoint[], plane: Plane): string[] {
  return [
    ...missingPlaces(panel),
    ...freedOfBias(panel, plane),
    ...noMembership(plane),
    ...unlikeKnobs(panel),
  ];
}

function missingPlaces(panel: readonly PanelPoint[]): string[] {
  return panel.flatMap(({ point, quality, control }) => {
    if (quality.status === 'undefined') return [`${point.id} has no place: ${quality.reason}.`];
    return control.status === 'undefined' ? [`${point.id} has no place: ${control.reason}.`] : [];
  });
}

function freedOfBias(panel: readonly PanelPoint[], { points }: Plane): string[] {
  const moved = points.some(({ id, place }) =>
    panel.some(
      ({ point, quality }) =>
        point.id === id &&
        quality.status === 'ok' &&
        Math.abs(quality.value - place.cost) > 1e-9 * Math.abs(quality.value),
    ),
  );
  return moved
    ? [
        'Points stand in the middle of their intervals, which are freed of bias; the plain scores may lie to the right of them.',
      ]
    : [];
}

function noMembership({ points }: Plane): string[] {
  const lacks = points.map((point) => point.lacks).find((lack) => lack !== undefined);
  return lacks === undefined ? [] : [`There are no shares of draws on the front: ${lacks}.`];
}

/** A knob that generators are not at the same value of: scores at truncation 0.7 do not compare with scores at none. */
function unlikeKnobs(panel: readonly PanelPoint[]): string[] {
  const main = panel.map(({ point }) => point).filter((point) => point.main);
  const names = [...new Set(main.flatMap(({ knobs }) => Object.keys(knobs ?? {})))];
  return names.flatMap((name) => {
    const having = main.filter((point) => valueOf(point, name) !== undefined);
    if (new Set(having.map((point) => valueOf(point, name))).size < 2) return [];
    const values = having.map((point) => `${point.generator} is at ${valueOf(point, name)!}`).join(', ');
    return [`Generators differ in ${name}: ${values}. Part of what tells them apart comes from the knob.`];
  });
}

function valueOf({ knobs }: Point, name: string): number | undefined {
  return knobs?.[name];
}
