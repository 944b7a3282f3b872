import type { RunResult } from '../config/run-result.js';
import type { Plot } from './charts/plot.js';
import { runPlots } from './charts/run-plots.js';
import { costsSection } from './markdown/costs-section.js';
import { gatesSection } from './markdown/gates-section.js';
import { provenanceSection } from './markdown/provenance-section.js';
import { scoresSection } from './markdown/scores-section.js';
import { tradeoffSection } from './markdown/tradeoff-section.js';
import { markdownText } from './markdown-text.js';

/** The plots that a report in Markdown shows, by the place where they stand in it. */
interface ShownPlots {
  readonly tradeoffs: readonly Plot[];
  readonly costs: readonly Plot[];
  readonly sweeps: readonly Plot[];
  readonly parts: readonly Plot[];
}

/** All plots that {@link renderMarkdownReport} shows: those of the scores that the trade-off is about. */
export function markdownPlots(run: RunResult): Plot[] {
  const { tradeoffs, costs, sweeps, parts } = shownPlots(run);
  return [...tradeoffs, ...costs, ...sweeps, ...parts];
}

/**
 * The report of a run in GitHub's Markdown. All text from data is shown as it is, whatever it holds.
 * @param charts - where the picture of a plot is, by the plot's id, relative to the report; a plot without one is left out
 */
export function renderMarkdownReport(run: RunResult, charts: ReadonlyMap<string, string>): string {
  const shown = shownPlots(run);
  const picture = (plot: Plot): string[] => {
    const path = charts.get(plot.id);
    if (path === undefined) return [];
    return [`![${markdownText(plot.description)}](${encodeURI(path)})`, '', markdownText(plot.caption), ''];
  };
  const lines = [
    `# ${markdownText(run.title)}`,
    '',
    ...gatesSection(run),
    ...costsSection(run, shown.costs.map(picture)),
    ...tradeoffSection(run, shown.tradeoffs.map(picture)),
    ...titled('## Along the knobs', shown.sweeps.flatMap(picture)),
    ...titled('## Control part by part', shown.parts.flatMap(picture)),
    ...scoresSection(run),
    ...provenanceSection(run),
  ];
  return lines.join('\n');
}

function shownPlots(run: RunResult): ShownPlots {
  const { tradeoffs, costs, sweeps, parts } = runPlots(run);
  const { quality, pose, outfit } = run.configuration.tradeoff;
  const headlines = new Set([quality, `${pose}.control`, `${outfit}.control`]);
  return {
    tradeoffs,
    costs,
    sweeps: sweeps.filter(({ score }) => headlines.has(score)).map(({ plot }) => plot),
    parts,
  };
}

function titled(heading: string, content: readonly string[]): string[] {
  return content.length === 0 ? [] : [heading, '', ...content];
}
