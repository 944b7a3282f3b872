import type { PairedComparison } from '../config/paired-result.js';
import { formatPaired } from './format-paired.js';
import { requireAScore, type OutputFlags } from './print-comparison.js';

/**
 * Prints a comparison of two generators, and writes its report if one is wanted.
 * @throws InputError with the reasons if every difference is undefined
 */
export async function printPaired(result: PairedComparison, flags: OutputFlags): Promise<void> {
  requireAScore(result.differences);
  process.stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : formatPaired(result));
  if (flags.report === undefined) return;
  const { writeComparisonReport } = await import('../suite/comparison/comparison-report.js');
  const [candidate, baseline] = [result.candidate.generated.location, result.baseline.generated.location];
  await writeComparisonReport(flags.report, {
    title: `${candidate} against ${baseline}`,
    entries: [
      { label: candidate, comparison: result.candidate },
      { label: baseline, comparison: result.baseline },
    ],
    differences: result.differences,
    command: `gan-eval ${process.argv.slice(2).join(' ')}`,
  });
  process.stderr.write(`Report: ${flags.report}\n`);
}
