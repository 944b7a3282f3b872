import type { Licence } from '../../config/licence.js';
import type { Point, RunResult } from '../../config/run-result.js';
import { formatCount } from '../format-score.js';
import { licenceText } from '../licence-text.js';
import { markdownText } from '../markdown-text.js';
import { codeBlock, list, table } from './markdown-parts.js';

/** What to beware of, how the numbers came about, and how to make them again. */
export function provenanceSection({ points, baseline, provenance }: RunResult): string[] {
  const warnings = [...new Set(points.flatMap(warningsOf))];
  return [
    ...(warnings.length > 0 ? ['## Warnings', '', ...list(warnings.map(markdownText))] : []),
    '## How these numbers came about',
    '',
    ...table(
      ['generator', 'network', 'samples', 'seed', 'knobs', 'ran on'],
      ['left', 'left', 'right', 'right', 'left', 'left'],
      points.map(({ id, identity, samples, knobs, runsOn }) => [
        markdownText(id),
        markdownText(`${identity.name} ${identity.sha256.slice(0, 12)}`),
        formatCount(samples.count),
        String(samples.seed),
        markdownText(
          Object.entries(knobs ?? {})
            .map(([name, value]) => `${name} ${value}`)
            .join(', '),
        ),
        markdownText(runsOn),
      ]),
    ),
    ...list([...new Set([...points.flatMap(originsOf), ...baselineNote(baseline)])].map(markdownText)),
    ...list([
      markdownText(
        Object.entries(provenance.versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ),
      markdownText(`${provenance.machine}, ${Math.round(provenance.seconds)} s, ${provenance.createdAt}`),
    ]),
    'The command:',
    '',
    ...codeBlock(provenance.command),
  ];
}

function warningsOf({ quality, control }: Point): string[] {
  const ofScores = quality.scores.flatMap((score) => (score.status === 'ok' ? score.warnings : []));
  const sides = [quality.real, quality.generated, control?.generated].filter((side) => side != null);
  const skipped = sides.flatMap((side) =>
    side.skipped.length > 0
      ? [
          `${side.location}: ${side.skipped.length} images could not be read, and the scores are without them.`,
        ]
      : [],
  );
  return [...ofScores, ...(control?.warnings ?? []), ...skipped];
}

function originsOf({ quality, control }: Point): string[] {
  const { features, comparability } = quality.provenance;
  const { real } = quality;
  const looked = control?.provenance;
  return [
    ...(real
      ? [`Real images: ${real.location}, ${real.count === null ? 'unknown count' : formatCount(real.count)}`]
      : []),
    ...(features ? [`Features: ${features.name}, resize ${features.resize}, ${weights(features)}`] : []),
    comparability,
    ...(looked ? [`Poses: ${looked.estimator.name}, ${weights(looked.estimator)}`] : []),
    ...(looked?.outfits
      ? [
          `Outfits: ${looked.outfits.name}, ${weights(looked.outfits)}, regions from the ${looked.outfits.regions}`,
        ]
      : []),
  ];
}

const weights = ({
  weightsSha256,
  licence,
}: {
  readonly weightsSha256: string;
  readonly licence?: Licence;
}): string => `weights ${weightsSha256.slice(0, 12)} (licence: ${licenceText(licence)})`;

function baselineNote(baseline: RunResult['baseline']): string[] {
  return baseline ? [`Baseline: ${baseline.location} of ${baseline.createdAt}`] : [];
}
