import type { Difference } from '../../config/paired-result.js';
import type { Comparison, Interval, Side } from '../../config/result.js';
import { ImageError } from '../../errors.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { decodeImage } from '../../images/decode-image.js';
import { openImageSet } from '../../images/open-image-set.js';
import { findScore } from '../../metrics/registry.js';
import { chooseThumbnails } from '../../reports/choose-thumbnails.js';
import { formatCount, formatScore } from '../../reports/format-score.js';
import { renderHtmlReport } from '../../reports/html-report.js';
import { licenceText } from '../../reports/licence-text.js';
import type {
  DefinedScore,
  DifferenceRow,
  LabelledValue,
  ReportSet,
  Score as ReportScore,
  Thumbnail,
} from '../../reports/report-data.js';
import { pairGalleries } from './pair-galleries.js';
import { thumbnail } from '../../reports/thumbnail.js';

/** One comparison of a report, under the name that tells it from the others. */
export interface ReportEntry {
  readonly label: string;
  /** What a reader should make of it; a sentence or two. */
  readonly meaning?: string;
  readonly comparison: Comparison;
}

export interface ComparisonReport {
  readonly title: string;
  /** The first is the headline. */
  readonly entries: readonly [ReportEntry, ...ReportEntry[]];
  /** Of the first entry's scores from the second's. */
  readonly differences?: readonly Difference[];
  /** The command that makes the report again. */
  readonly command: string;
}

const THUMBNAILS = 24;
const THUMBNAIL_BYTES = 16_384;
const THUMBNAIL_SEED = 0;

/** Writes comparisons as one HTML file, with a seeded choice of each image set's pictures. */
export async function writeComparisonReport(
  path: string,
  { title, entries, differences = [], command }: ComparisonReport,
): Promise<void> {
  const [headline] = entries;
  const sides = entries.flatMap(({ comparison: { real, generated } }) => [
    ...(real ? [real] : []),
    generated,
  ]);
  const byLocation = new Map(sides.map((side) => [side.location, side]));
  const sets: ReportSet[] = [];
  for (const side of byLocation.values()) if (side.kind === 'images') sets.push(await reportSet(side));
  const text = renderHtmlReport({
    title,
    scores: entries.flatMap(reportScores),
    differences: differences.map((difference) => differenceRow(difference, entries)),
    sets,
    galleries: await pairGalleries(entries),
    provenance: provenance(headline.comparison),
    command,
    createdAt: headline.comparison.provenance.createdAt,
  });
  await writeFileAtomically(path, [Buffer.from(text)]);
}

function reportScores({ label, meaning, comparison }: ReportEntry): ReportScore[] {
  const { scores, real, generated, provenance } = comparison;
  const { comparable, comparability } = provenance;
  return scores.map((score): ReportScore => {
    const { id, title } = score;
    const head = {
      id,
      title,
      label,
      direction: `${score.direction} is better`,
      summary: findScore(id)?.summary ?? '',
    } as const;
    if (score.status === 'undefined') return { ...head, status: 'undefined', reason: score.reason };
    return {
      ...head,
      status: 'ok',
      value: score.value,
      interval: reportInterval(score.interval),
      comparable,
      meaning: comparable ? [meaning, comparability].join(' ').trim() : meaning,
      warnings: [...(comparable ? [] : [comparability]), ...score.warnings],
      details: [
        ...(real ? [{ label: 'Real images', value: count(real) }] : []),
        { label: 'Generated images', value: count(generated) },
        ...Object.entries(score.details).map(([name, value]) => ({
          label: inWords(name),
          value: Number.isInteger(value) ? formatCount(value) : formatScore(value),
        })),
      ],
      strata: score.strata,
    };
  });
}

function reportInterval(interval: Interval): DefinedScore['interval'] {
  if (interval.status === 'undefined') return { reason: interval.reason };
  const { low, high } = interval;
  const about = { population: 'for infinitely many images', 'these counts': 'at these counts' };
  return { low, high, about: about[interval.about] };
}

function differenceRow(difference: Difference, [candidate, baseline]: readonly ReportEntry[]): DifferenceRow {
  const { title } = difference;
  if (difference.status === 'undefined') {
    return { title, value: null, interval: { reason: difference.reason }, verdict: 'undecided' };
  }
  const { value, interval, better } = difference;
  const labels = { candidate: candidate?.label, baseline: baseline?.label, undecided: undefined };
  return {
    title,
    value,
    interval: interval.status === 'ok' ? interval : { reason: interval.reason },
    verdict: labels[better] ?? 'undecided',
  };
}

/** `meanTerm` as `Mean term`. */
function inWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function count(side: Side): string {
  return side.count === null ? 'not said' : formatCount(side.count);
}

async function reportSet({ location, count, skipped }: Side): Promise<ReportSet> {
  const set = await openImageSet(location);
  try {
    const thumbnails: Thumbnail[] = [];
    for (const index of chooseThumbnails(set.ids.length, THUMBNAILS, THUMBNAIL_SEED)) {
      const id = set.ids[index]!;
      try {
        const image = await decodeImage(await set.read(index), id);
        thumbnails.push({ id, dataUri: await thumbnail(image, THUMBNAIL_BYTES) });
      } catch (error) {
        // An unreadable image is in the list of those skipped already.
        if (!(error instanceof ImageError)) throw error;
      }
    }
    return { label: location, location, count: count ?? 0, thumbnails, skipped };
  } finally {
    await set.close();
  }
}

function provenance({ real, generated, provenance: made }: Comparison): LabelledValue[] {
  const { features, outputs, runsOn, num, seed, versions } = made;
  return [
    ...(real ? [{ label: 'Real', value: describe(real) }] : []),
    { label: 'Generated', value: describe(generated) },
    ...(features
      ? [
          { label: 'Features', value: `${features.name}, output ${Object.values(outputs).join(', ')}` },
          { label: 'Weights (sha256)', value: features.weightsSha256 },
          { label: 'Licence of the weights', value: licenceText(features.licence) },
          { label: 'Resize mode', value: features.resize },
          { label: 'Preprocessing', value: features.preprocessing },
          { label: 'Precision', value: features.precision },
        ]
      : []),
    { label: 'Computed on', value: runsOn ?? 'nothing: both sides are statistics' },
    { label: 'Images', value: num === null ? 'all of each set' : `${num} of each set, seed ${seed}` },
    { label: 'Pictures shown', value: `seed ${THUMBNAIL_SEED}` },
    {
      label: 'Versions',
      value: Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    },
  ];
}

function describe({ location, kind, available, ignored }: Side): string {
  const parts = [
    kind === 'statistics' ? 'statistics file' : `${formatCount(available ?? 0)} images in the set`,
    ignored > 0 ? `${formatCount(ignored)} other files ignored` : undefined,
  ].filter((part) => part !== undefined);
  return `${location}: ${parts.join(', ')}`;
}
