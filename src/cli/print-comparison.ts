import type { Difference } from '../config/paired-result.js';
import type { Comparison, Score } from '../config/result.js';
import { InputError } from '../errors.js';
import type { ReportEntry } from '../suite/comparison/comparison-report.js';
import { formatComparison } from './format-comparison.js';

export interface OutputFlags {
  readonly json: boolean;
  readonly report?: string;
}

/** @throws InputError with the reasons if every score is undefined */
export function requireAScore(scores: readonly (Score | Difference)[]): void {
  const reasons = scores.flatMap((score) => (score.status === 'undefined' ? [score.reason] : []));
  if (reasons.length === scores.length) throw new InputError([...new Set(reasons)].join('\n'));
}

/**
 * Prints a comparison, and writes its report if one is wanted.
 * @throws InputError with the reasons if every score is undefined
 */
export async function printComparison(
  comparison: Comparison,
  flags: OutputFlags,
  { title, ...entry }: Omit<ReportEntry, 'comparison'> & { readonly title: string },
): Promise<void> {
  requireAScore(comparison.scores);
  process.stdout.write(
    flags.json ? `${JSON.stringify(comparison, null, 2)}\n` : formatComparison(comparison),
  );
  if (flags.report === undefined) return;
  const { writeComparisonReport } = await import('../suite/comparison/comparison-report.js');
  await writeComparisonReport(flags.report, {
    title,
    entries: [{ ...entry, comparison }],
    command: `gan-eval ${process.argv.slice(2).join(' ')}`,
  });
  process.stderr.write(`Report: ${flags.report}\n`);
}
