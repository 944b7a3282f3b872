import { join } from 'node:path';
import type { RunComparison } from '../../config/run-comparison.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { makeFolder } from '../../formats/make-folder.js';
import { trendPlots } from '../../reports/charts/trend-plot.js';
import { renderComparisonMarkdown } from '../../reports/comparison-markdown.js';
import { drawChart } from '../../reports/draw-chart.js';

/**
 * Writes `comparison.json`, `comparison.md` and the trends that it shows, `charts/*.png`.
 * @param folder - made if it is not there
 * @returns path of the report
 */
export async function writeRunComparison(comparison: RunComparison, folder: string): Promise<string> {
  await makeFolder(join(folder, 'charts'));
  await writeFileAtomically(join(folder, 'comparison.json'), [
    Buffer.from(`${JSON.stringify(comparison, null, 2)}\n`),
  ]);
  const trends: { plot: ReturnType<typeof trendPlots>[number]; path: string }[] = [];
  for (const plot of trendPlots(comparison)) {
    const path = `charts/${plot.id}.png`;
    await writeFileAtomically(join(folder, path), [drawChart(plot)]);
    trends.push({ plot, path });
  }
  const report = join(folder, 'comparison.md');
  await writeFileAtomically(report, [Buffer.from(renderComparisonMarkdown(comparison, trends))]);
  return report;
}
