import type { Comparison, Provenance, Score } from '../config/result.js';
import type { StatisticsNote } from '../config/statistics-note.js';
import { InputError, UsageError } from '../errors.js';
import type { ExtractorIdentity, FeatureExtractor } from '../features/extractor.js';
import { openExtractor } from '../features/open-extractor.js';
import { plainRowProducts } from '../math/row-products.js';
import type { Sample } from '../metrics/sample.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from './listener.js';
import { modelProgress } from './model-progress.js';
import { openSide, type LoadedSide, type OpenSide } from './open-side.js';
import { scoreSamples, type MetricRequest } from './score-samples.js';
import { setFeatures, setStatistics, statisticsNote } from './set-statistics.js';
import { versions } from './versions.js';

export interface ComparisonOptions extends ExtractionOptions {
  /** Whether scores get their 95% interval. Without, FID needs no more memory than its statistics. */
  readonly intervals: boolean;
}

/**
 * Scores generated images against real ones. Either side is an image set or a statistics file; weights are fetched
 * only if a side has images, and only after both sides have been opened.
 * @throws InputError if a side cannot be used
 * @throws UsageError if statistics were made in another way than the other side's
 */
export async function compareSets(
  requests: readonly MetricRequest[],
  real: string,
  generated: string,
  options: ComparisonOptions,
  listener: Listener = {},
): Promise<Comparison> {
  const opened: OpenSide[] = [];
  let extractor: FeatureExtractor | undefined;
  const open = async (location: string): Promise<OpenSide> => {
    const side = await openSide(location);
    opened.push(side);
    return side;
  };
  const load = async (side: OpenSide): Promise<LoadedSide> => {
    if (side.kind === 'statistics') return side.loaded;
    extractor ??= await openExtractor(options, modelProgress(listener));
    const keepsFeatures = options.intervals || requests.some(({ metric }) => metric.takes !== 'statistics');
    const read = keepsFeatures ? setFeatures : setStatistics;
    const computed = await read(side.set, extractor, options, listener);
    return { ...computed, note: statisticsNote(extractor, computed.side) };
  };
  try {
    const [openReal, openGenerated] = [await open(real), await open(generated)];
    const sides = [await load(openReal), await load(openGenerated)] as const;
    return await score(requests, sides, extractor, options);
  } finally {
    // A stage that failed, such as a download, has not ended by itself.
    listener.onStageEnd?.();
    await extractor?.dispose();
    for (const side of opened) if (side.kind === 'images') await side.set.close();
  }
}

async function score(
  requests: readonly MetricRequest[],
  [real, generated]: readonly [LoadedSide, LoadedSide],
  extractor: FeatureExtractor | undefined,
  options: ComparisonOptions,
): Promise<Comparison> {
  requireSameFeatures(real, generated);
  const scores: Score[] = [];
  for (const request of requests) {
    const pair = { real: real.sample, generated: generated.sample };
    const scored = await scoreSamples(
      request,
      { features: pair },
      { products: plainRowProducts, intervals: options.intervals },
    );
    scores.push(...scored.map(({ score }) => score));
  }
  const doubts = unknownOrigin(real, generated);
  return {
    schema: 'gan-eval/comparison/2',
    scores: scores.map((score) =>
      score.status === 'ok' ? { ...score, warnings: [...score.warnings, ...doubts] } : score,
    ),
    real: real.side,
    generated: generated.side,
    provenance: provenance(real.note ?? generated.note, extractor, options),
  };
}

/** Numbers made in different ways are not compared: their distance would say how they were made. */
function requireSameFeatures(a: LoadedSide, b: LoadedSide): void {
  const [width, otherWidth] = [widthOf(a.sample), widthOf(b.sample)];
  if (width !== otherWidth) {
    throw new InputError(
      `${a.side.location} has features of width ${width}, ${b.side.location} of width ${otherWidth}; ` +
        'expected the same. Make both in the same way (--features, --tap, --resize).',
    );
  }
  if (!a.note || !b.note) return;
  const [left, right] = [a.note.features, b.note.features];
  const differing = (Object.keys(left) as (keyof ExtractorIdentity)[]).filter(
    (key) => left[key] !== right[key],
  );
  if (differing.length === 0) return;
  const describe = (identity: ExtractorIdentity) =>
    differing.map((key) => `${key} ${identity[key]}`).join(', ');
  throw new UsageError(
    `The two sides have different features: ${a.side.location} has ${describe(left)}; ` +
      `${b.side.location} has ${describe(right)}. Make both in the same way (--features, --tap, --resize).`,
  );
}

function widthOf(sample: Sample): number {
  return sample.kind === 'statistics' ? sample.statistics.mean.length : sample.features.columns;
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
