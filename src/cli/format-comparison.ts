import type { Comparison, Side } from '../config/result.js';

/** A comparison for people: the value, what it is, what to beware of. */
export function formatComparison({ score, real, generated, provenance }: Comparison, title: string): string {
  const { features, runsOn, comparability } = provenance;
  const lines = [
    `${title} ${formatValue(score.value)}   (${score.unit}, ${score.direction} is better)`,
    '',
    `  real       ${describeSide(real)}`,
    `  generated  ${describeSide(generated)}`,
    `  features   ${features ? `${features.name} ${features.output}, resize ${features.resize}, weights ${features.weightsSha256.slice(0, 12)}` : 'not said'}`,
    ...(runsOn === null ? [] : [`  computed   ${runsOn}`]),
    '',
    comparability,
    ...score.warnings.map((warning) => `warning: ${warning}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Six significant digits: more than any FID's interval supports, enough to compare tools. */
function formatValue(value: number): string {
  return Math.abs(value) < 1e-9 ? '0' : value.toPrecision(6);
}

function describeSide({ location, kind, count, available, ignored, skipped }: Side): string {
  const images = count === null ? 'unknown number of images' : `${count} images`;
  const chosen =
    available !== null && count !== null && count + skipped.length < available ? ` of ${available}` : '';
  const notes = [
    kind === 'statistics' ? 'statistics' : undefined,
    skipped.length > 0 ? `${skipped.length} unreadable, skipped` : undefined,
    ignored > 0 ? `${ignored} other files ignored` : undefined,
  ].filter((note) => note !== undefined);
  return `${location}: ${images}${chosen}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}
