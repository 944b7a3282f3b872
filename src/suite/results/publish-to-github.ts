import { appendFile } from 'node:fs/promises';
import { renderGithubAnnotations } from '../../reports/github-annotations.js';
import { renderGithubSummary } from '../../reports/github-summary.js';
import type { GateReport } from '../../reports/gate-report.js';

/** Whether this is a job on GitHub, which shows what is published to it. */
export function isOnGithub(environment: NodeJS.ProcessEnv = process.env): boolean {
  return environment.GITHUB_ACTIONS === 'true';
}

/**
 * Adds gates to the job's summary, if it has one and there are any.
 * @returns the workflow commands that annotate the run, which are to be printed
 */
export async function publishToGithub(
  report: GateReport,
  summary: string | undefined = process.env.GITHUB_STEP_SUMMARY,
): Promise<string> {
  if (summary !== undefined && summary !== '' && report.gates.length > 0) {
    await appendFile(summary, renderGithubSummary(report));
  }
  return renderGithubAnnotations(report);
}
