import type { Comparison, Score, Side } from '../config/result.js';

/** A comparison for people: the values with their intervals, what they are, what to beware of. */
export function formatComparison({ scores, real, generated, provenance }: Comparison): string {
  const { features, runsOn, comparability } = provenance;
  const warnings = new Set(scores.flatMap((score) => (score.status === 'ok' ? score.warnings : [])));
  const lines = [
    ...scores.flatMap(describeScore),
    '',
    `  real       ${describeSide(real)}`,
    `  generated  ${describeSide(generated)}`,
    `  features   ${features ? `${features.name} ${features.output}, resize ${features.resize}, weights ${features.weightsSha256.slice(0, 12)}` : 'not said'}`,
    ...(runsOn === null ? [] : [`  computed   ${runsOn}`]),
    '',
    comparability,
    ...Array.from(warnings, (warning) => `warning: ${warning}`),
  ];
  return `${lines.join('\n')}\n`;
}

function describeScore(score: Score): string[] {
  const { title, direction, unit } = score;
  if (score.status === 'undefined') return [`${title} undefined: ${score.reason}`];
  const { interval } = score;
  const about = { population: 'with infinitely many images', 'these counts': 'at these counts' };
  return [
    `${title} ${formatValue(score.value)}   (${unit}, ${direction} is better)`,
    interval.status === 'ok'
      ? `  95% interval ${formatValue(interval.low)} to ${formatValue(interval.high)}, ${about[interval.about]}`
      : `  no interval: ${interval.reason}`,
  ];
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
