import type { Comparison, Provenance, Side } from '../config/result.js';
import type { StatisticsNote } from '../config/statistics-note.js';
import { UsageError } from '../errors.js';
import type { ExtractorIdentity, FeatureExtractor } from '../features/extractor.js';
import { openExtractor } from '../features/open-extractor.js';
import { holdsStatistics, readStatistics } from '../features/statistics-file.js';
import type { GaussianStatistics } from '../math/gaussian-statistics.js';
import type { MetricDefinition } from '../metrics/definition.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from './listener.js';
import { modelProgress } from './model-progress.js';
import { setStatistics, statisticsNote } from './set-statistics.js';
import { versions } from './versions.js';

interface LoadedSide {
  readonly statistics: GaussianStatistics;
  readonly side: Side;
  readonly note: StatisticsNote | undefined;
}

/**
 * Scores generated images against real ones. Either side is an image set or a statistics file; weights are loaded
 * only if a side has images.
 * @throws UsageError if statistics were made in another way than the other side's
 */
export async function compareSets(
  metric: MetricDefinition,
  real: string,
  generated: string,
  options: ExtractionOptions,
  listener: Listener = {},
): Promise<Comparison> {
  const sides = [real, generated] as const;
  const stored = await Promise.all(sides.map(async (path) => path.endsWith('.npz') && (await holdsStatistics(path))));
  const extractor = stored.every(Boolean)
    ? undefined
    : await openExtractor(options, modelProgress(listener));
  try {
    const loaded: LoadedSide[] = [];
    for (const [i, location] of sides.entries()) {
      loaded.push(
        extractor && !stored[i]
          ? await fromImages(location, extractor, options, listener)
          : await fromFile(location),
      );
    }
    const [a, b] = loaded as [LoadedSide, LoadedSide];
    requireSameFeatures(a, b);
    const { value, warnings, details } = metric.compute(a.statistics, b.statistics);
    const { direction, unit } = metric;
    return {
      schema: 'gan-eval/comparison/1',
      score: {
        metric: metric.id,
        value,
        direction,
        unit,
        warnings: [...warnings, ...unknownOrigin(a, b)],
        details: { ...details },
      },
      real: a.side,
      generated: b.side,
      provenance: provenance(a.note ?? b.note, extractor, options),
    };
  } finally {
    await extractor?.dispose();
  }
}

async function fromImages(
  location: string,
  extractor: FeatureExtractor,
  options: ExtractionOptions,
  listener: Listener,
): Promise<LoadedSide> {
  const { statistics, side } = await setStatistics(location, extractor, options, listener);
  return { statistics, side, note: statisticsNote(extractor, side) };
}

async function fromFile(location: string): Promise<LoadedSide> {
  const { statistics, note } = await readStatistics(location);
  const side: Side = {
    location,
    kind: 'statistics',
    count: statistics.count,
    available: null,
    ignored: 0,
    skipped: note?.source.skipped ?? [],
  };
  return { statistics, side, note };
}

/** Numbers made in different ways are not compared: their distance would say how they were made. */
function requireSameFeatures(a: LoadedSide, b: LoadedSide): void {
  if (!a.note || !b.note) return;
  const [left, right] = [a.note.features, b.note.features];
  const differing = (Object.keys(left) as (keyof ExtractorIdentity)[]).filter((key) => left[key] !== right[key]);
  if (differing.length === 0) return;
  const describe = (identity: ExtractorIdentity) => differing.map((key) => `${key} ${identity[key]}`).join(', ');
  throw new UsageError(
    `The two sides have different features: ${a.side.location} has ${describe(left)}; ` +
      `${b.side.location} has ${describe(right)}. Make both in the same way (--features, --output, --resize).`,
  );
}

function unknownOrigin(...sides: readonly LoadedSide[]): string[] {
  return sides
    .filter(({ note }) => !note)
    .map(
      ({ side }) =>
        `${side.location} does not say which network and resizing made it; ` +
        'the score means something only if they are the same as on the other side.',
    );
}

function provenance(
  note: StatisticsNote | undefined,
  extractor: FeatureExtractor | undefined,
  options: ExtractionOptions,
): Provenance {
  return {
    features: note?.features ?? null,
    runsOn: extractor?.runsOn ?? null,
    comparable: note?.comparable ?? false,
    comparability: note?.comparability ?? 'Neither side says which features it holds.',
    num: options.num ?? null,
    seed: options.seed,
    versions: versions(),
    createdAt: new Date().toISOString(),
  };
}
