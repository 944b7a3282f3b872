import type { Difference } from '../../config/paired-result.js';
import type { Cost, RunResult } from '../../config/run-result.js';
import { markdownText } from '../markdown-text.js';
import { estimateCell, groupedReasons, list, table } from './markdown-parts.js';

const verdicts = { candidate: 'better', baseline: 'worse', undecided: 'undecided' } as const;

/**
 * What control costs: conditional less unconditional, score by score.
 * @param pictures - lines for each of the costs
 */
export function costsSection(
  { costs }: Pick<RunResult, 'costs'>,
  pictures: readonly (readonly string[])[],
): string[] {
  if (costs.length === 0) return [];
  return [
    '## What control costs',
    '',
    ...costs.flatMap((cost, i) => [...costTable(cost), ...(pictures[i] ?? [])]),
  ];
}

function costTable(cost: Cost): string[] {
  const { candidate, baseline, paired, differences } = cost;
  const pairs = paired
    ? 'Both have the same image ids: intervals are those of pairs.'
    : 'Their image ids differ: intervals are those of independent samples.';
  return [
    `${markdownText(candidate)} less ${markdownText(baseline)}. ${pairs}`,
    '',
    ...table(
      ['score', 'difference (95% interval)', `${markdownText(candidate)} is`],
      ['left', 'right', 'left'],
      differences.map((difference) => [
        `${markdownText(difference.title)} ${difference.direction === 'lower' ? '↓' : '↑'}`,
        estimateCell(difference),
        difference.status === 'ok' ? verdicts[difference.better] : 'undefined',
      ]),
    ),
    ...list(groupedReasons(differences.flatMap(reasonOf))),
  ];
}

function reasonOf(difference: Difference): (readonly [string, string])[] {
  if (difference.status === 'undefined') return [[difference.title, difference.reason]];
  const { title, interval } = difference;
  return interval.status === 'undefined' ? [[title, `no interval, as ${interval.reason}`]] : [];
}
