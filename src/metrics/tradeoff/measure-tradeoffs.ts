import type { RunFile } from '../../config/run-file.js';
import type { Point } from '../../config/run-result.js';
import type { Tradeoff } from '../../config/tradeoff-result.js';
import { paretoFront } from '../../math/pareto-front.js';
import { checkTradeoffSettings } from './check-settings.js';
import { tradeoffNotes } from './notes.js';
import { panelPoints, qualityScore, type PanelPoint, type PanelSubject } from './panel-points.js';
import { DRAWS, planeOf, type Plane } from './plane.js';
import { hypervolumesOf, readingsOf } from './readings.js';

type Settings = RunFile['tradeoff'];

/**
 * Holds quality against control, a panel for the pose and one for the outfit, from the recorded scores and their intervals alone
 * (docs/tradeoff.md).
 * @param seed - of the draws, 0 to 2^32 - 1
 * @returns a panel for each kind of control that was measured of one point or more
 * @throws UsageError if a score cannot be an axis
 */
export function measureTradeoffs(points: readonly Point[], settings: Settings, seed: number): Tradeoff[] {
  checkTradeoffSettings(settings);
  return (['pose', 'outfit'] as const).flatMap((about) => {
    const panel = panelPoints(points, about, settings);
    return panel ? [tradeoffOf(panel, about, settings, seed)] : [];
  });
}

function tradeoffOf(
  panel: readonly PanelPoint[],
  about: PanelSubject,
  settings: Settings,
  seed: number,
): Tradeoff {
  const points = panel.map(({ point }) => point);
  const quality = qualityScore(points, settings.quality);
  const id = settings[about];
  const control = points.flatMap((point) => point.control?.scores ?? []).find((score) => score.id === id);
  const generators = [...new Set(points.map(({ generator }) => generator))];
  const plane = planeOf(panel, seed);
  return {
    about,
    quality: { id: settings.quality, title: quality?.title ?? settings.quality, unit: quality?.unit ?? '' },
    control: { id, title: control?.title ?? id },
    reference: settings.reference ?? null,
    points: judgedPoints(panel, plane),
    hypervolumes: hypervolumesOf(plane, generators, settings),
    readings: readingsOf(plane, generators, settings),
    draws: DRAWS,
    notes: tradeoffNotes(panel, plane),
  };
}

/** Every point of the panel, with whether it is on the front and how often among the draws. */
function judgedPoints(panel: readonly PanelPoint[], { points, draws }: Plane): Tradeoff['points'] {
  const onFront = paretoFront(points.map(({ place }) => place));
  const times = new Int32Array(points.length);
  for (const drawn of draws) {
    paretoFront(drawn).forEach((on, i) => {
      if (on) times[i]!++;
    });
  }
  const allDrawn = points.every(({ lacks }) => lacks === undefined);
  return panel.map(({ point, quality, control }) => {
    const i = points.findIndex(({ id }) => id === point.id);
    const place = points[i]?.place;
    return {
      point: point.id,
      quality,
      control,
      place: place ? { quality: place.cost, control: place.gain } : null,
      onFront: onFront[i] ?? null,
      membership: place && allDrawn ? times[i]! / draws.length : null,
    };
  });
}
