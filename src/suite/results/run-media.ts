import type { Point, RunResult } from '../../config/run-result.js';
import { chooseThumbnails } from '../../reports/choose-thumbnails.js';
import { atRandom, worstByControl, worstByQuality, type Choice } from '../../reports/run/choose-shots.js';
import type {
  Gallery,
  GeneratedShot,
  NearestPairs,
  RunMedia,
  SweepStrip,
} from '../../reports/run/run-media.js';
import type { Listener } from '../listener.js';
import { OpenFolders } from '../comparison/open-folders.js';
import { PictureStore } from './picture-store.js';
import { placesOf, pointShots, type Draft, type PointShots } from './point-shots.js';

/** What pictures may take in a report, characters: 15 MB. */
export const MEDIA_BUDGET = 15_000_000;

/** Most images that galleries show together, each of the least and of the most by a choice and point. */
const MOST_SHOTS = 300;
const PER_CHOICE = { least: 4, most: 24 };
const SWEEP_ROWS = 6;
const MOST_PAIRS = 12;

/**
 * The pictures that the report of a run shows: chosen by rules that it states, shrunk until they are within the budget.
 * Images that are no longer there are noted, and the report does without.
 * @param folder - of the run, which paths start from
 */
export async function collectRunMedia(
  run: RunResult,
  folder: string,
  budget = MEDIA_BUDGET,
  listener: Listener = {},
): Promise<RunMedia> {
  const open = new OpenFolders();
  const store = new PictureStore();
  try {
    const shots = new Map<string, PointShots>();
    for (const point of run.points) {
      const found = await pointShots(point, folder, open, store);
      if (found) shots.set(point.id, found);
    }
    const { choices, notes } = chosen(run, shots);
    const galleries = choices.map((choice) => draftGallery(choice, shots));
    const sweeps = draftSweeps(run, shots);
    const nearest = await draftNearest(run, folder, shots, open, store);
    listener.onStage?.({ label: 'Pictures of the report', total: store.count, unit: 'images' });
    const pictures = await store.make(budget, () => listener.onAdvance?.(1));
    listener.onStageEnd?.();
    return {
      pictures,
      galleries: galleries.map((draft) => draft(pictures)),
      sweeps: sweeps.map((draft) => draft(pictures)),
      nearest: nearest.map((draft) => draft(pictures)),
      budget,
      notes: [...open.notes, ...notes],
    };
  } finally {
    await open.close();
  }
}

/** Main points come first, as galleries show the beginning at once. */
function chosen({ points: all, configuration }: RunResult, shots: ReadonlyMap<string, PointShots>) {
  const points = all.toSorted((a, b) => Number(b.main) - Number(a.main));
  const share = Math.floor(MOST_SHOTS / Math.max(1, 4 * points.length));
  const wanted = Math.min(PER_CHOICE.most, Math.max(PER_CHOICE.least, share));
  const { pose, outfit } = configuration.tradeoff;
  const quality = worstByQuality(points, wanted);
  const ids = new Map(points.map(({ id }) => [id, shots.get(id)?.ids ?? []]));
  const choices = [
    worstByControl(points, { about: 'pose', score: pose }, wanted),
    worstByControl(points, { about: 'outfit', score: outfit }, wanted),
    quality,
    atRandom(ids, wanted, configuration.seed),
  ].filter((choice) => choice !== undefined);
  const notes = quality
    ? []
    : [
        'Images are not ranked by quality: it takes the metric memorisation, which lists those farthest from any real image.',
      ];
  return { choices, notes };
}

function draftGallery(
  { id, title, rule, images }: Choice,
  shots: ReadonlyMap<string, PointShots>,
): Draft<Gallery> {
  const drafts = Array.from(images).flatMap(([point, all]) => draftAll(shots.get(point), all));
  return (pictures) => ({ id, title, rule, shots: drafts.map((draft) => draft(pictures)) });
}

const draftAll = (shots: PointShots | undefined, ids: readonly string[]): Draft<GeneratedShot>[] =>
  ids.flatMap((id) => shots?.draft(id) ?? []);

/** Of each swept generator, images that all of its points have. */
function draftSweeps(
  { points, configuration }: RunResult,
  shots: ReadonlyMap<string, PointShots>,
): Draft<SweepStrip>[] {
  const { seed } = configuration;
  return configuration.generators.flatMap(({ name }) => {
    const swept = points.flatMap(({ id, generator, swept: at }) => {
      const found = shots.get(id);
      return generator === name && at && found ? [{ ...at, found }] : [];
    });
    const [first, ...others] = swept;
    if (!first || others.length === 0) return [];
    const common = first.found.ids.filter((id) => others.every(({ found }) => found.ids.includes(id)));
    const rows = chooseThumbnails(common.length, SWEEP_ROWS, seed).map((index) =>
      swept.flatMap(({ found }) => found.draft(common[index]!) ?? []),
    );
    return [
      (pictures) => ({
        generator: name,
        knob: first.knob,
        values: swept.map(({ value }) => value),
        rule: `${rows.length} of the ${common.length} images that there are at every value, drawn at random with seed ${seed}.`,
        rows: rows.map((row) => row.map((draft) => draft(pictures))),
      }),
    ];
  });
}

async function draftNearest(
  { points }: RunResult,
  folder: string,
  shots: ReadonlyMap<string, PointShots>,
  open: OpenFolders,
  store: PictureStore,
): Promise<Draft<NearestPairs>[]> {
  const drafts: Draft<NearestPairs>[] = [];
  for (const { id, quality } of points) {
    const listed = nearestPairs(quality).slice(0, MOST_PAIRS);
    const { real } = quality;
    const set =
      listed.length > 0 && real?.kind === 'images' ? await open.set(folder, real.location) : undefined;
    if (!set) continue;
    const places = placesOf(set);
    const pairs = listed.flatMap(({ generated, real: twin, distance }) => {
      const draft = shots.get(id)?.draft(generated);
      const index = places.get(twin);
      if (!draft || index === undefined) return [];
      const place = store.ofSet(set, index);
      return [{ draft, twin, place, distance }];
    });
    drafts.push((pictures) => ({
      point: id,
      pairs: pairs.map(({ draft, twin, place, distance }) => ({
        generated: draft(pictures),
        real: { id: twin, likeness: store.likeness(place) },
        distance,
      })),
    }));
  }
  return drafts;
}

/** Of the first score that lists any. */
const nearestPairs = ({ scores }: Point['quality']) =>
  scores
    .map((score) => (score.status === 'ok' ? (score.pairs ?? []) : []))
    .find((pairs) => pairs.length > 0) ?? [];
