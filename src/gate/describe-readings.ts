import { pathText } from './path.js';
import { matchesPath, type Pattern } from './pattern.js';
import type { Reading } from './reading.js';

const MOST = 20;

/** What a pattern that names nothing could go on with, from the last step that leads anywhere. */
export function describeReadings(pattern: Pattern, readings: readonly Reading[]): string {
  const behind = (length: number): Reading[] =>
    readings.filter(({ path }) => matchesPath(pattern.slice(0, length), path.slice(0, length)));
  const lengths = pattern.map((_, i) => i + 1);
  const known = lengths.findLast((length) => behind(length).length > 0) ?? 0;
  const next = new Set(
    behind(known)
      .flatMap(({ path }) => path.slice(known, known + 1))
      .map((step) => pathText([step])),
  );
  const names =
    [...next].slice(0, MOST).join(', ') + (next.size > MOST ? ` and ${next.size - MOST} more` : '');
  const start = known === 0 ? '' : ` behind ${pathText(pattern.slice(0, known))}`;
  return next.size === 0 ? `there is nothing${start}` : `there is${start}: ${names}`;
}
