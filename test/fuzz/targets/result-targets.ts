import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gateNamesOf } from '../../../src/suite/results/gate-names-of.js';
import { judgeGates } from '../../../src/gate/judge-gates.js';
import { parseGates } from '../../../src/gate/parse-gates.js';
import { acceptBaseline } from '../../../src/suite/results/accept-baseline.js';
import { compareRuns } from '../../../src/suite/results/compare-runs.js';
import { readBaseline } from '../../../src/suite/results/read-baseline.js';
import { readMeasuredRun } from '../../../src/suite/results/read-measured-run.js';
import { writeReports } from '../../../src/suite/results/write-reports.js';
import { renderComparisonMarkdown } from '../../../src/reports/comparison-markdown.js';
import { renderRunReport } from '../../../src/reports/run/run-report.js';
import { renderMarkdownReport } from '../../../src/reports/markdown-report.js';
import { renderJunit } from '../../../src/reports/junit.js';
import { renderGithubAnnotations } from '../../../src/reports/github-annotations.js';
import { renderGithubSummary } from '../../../src/reports/github-summary.js';
import { formatRun } from '../../../src/cli/format-run.js';
import { formatBaseline } from '../../../src/cli/format-baseline.js';
import { formatRunComparison } from '../../../src/cli/format-run-comparison.js';
import { aComparison, aControl, aControlScore, anEstimate, aScore } from '../../config/run-result-builder.js';
import { aReportedRun, aRunMedia } from '../../reports/run/a-report.js';
import { aGatedRun } from '../../suite/results/gate-files.js';
import { mutateJson } from '../mutate-json.js';
import type { Target } from '../target.js';

const encode = (value: object): Buffer => Buffer.from(JSON.stringify(value));

const ofAllKinds = (): Promise<Buffer[]> =>
  Promise.resolve(
    [
      aReportedRun(3),
      aGatedRun(16),
      aComparison([aScore('fid', 12)]),
      aControl([aControlScore('pck', 'pose', anEstimate(0.5))]),
      {
        ...{ schema: 'gan-eval/paired-comparison/1', paired: true, differences: [] },
        ...{ candidate: aComparison([aScore('fid', 12)]), baseline: aComparison([aScore('fid', 13)]) },
      },
    ].map(encode),
  );

async function written(input: Uint8Array, folder: string): Promise<string> {
  const path = join(folder, 'result.json');
  await writeFile(path, input);
  return path;
}

export const resultTargets: readonly Target[] = [
  {
    name: 'result',
    seeds: ofAllKinds,
    mutate: mutateJson,
    async parse(input, folder) {
      const result = await readMeasuredRun(await written(input, folder));
      formatBaseline(result);
      const compared = compareRuns([result, result]);
      formatRunComparison(compared);
      renderComparisonMarkdown(compared, []);
    },
    share: 0.5,
  },
  {
    name: 'result-gates',
    seeds: ofAllKinds,
    mutate: mutateJson,
    async parse(input, folder) {
      const path = await written(input, folder);
      const { measured } = await readMeasuredRun(path);
      const { baseline } = await readBaseline(path);
      judgeGates(
        parseGates(['*.fid: delta <= 1', 'fid > 0', 'p(pck, 0.5) > 0'], gateNamesOf(measured)),
        measured,
        baseline,
      );
    },
    share: 0.5,
  },
  {
    name: 'report',
    seeds: () => Promise.resolve([aReportedRun(3), aGatedRun(16)].map(encode)),
    mutate: mutateJson,
    async parse(input, folder) {
      const { run } = await readMeasuredRun(await written(input, folder));
      if (!run) return;
      renderRunReport(run, aRunMedia(3));
      renderMarkdownReport(run, new Map());
      renderJunit(run);
      renderGithubAnnotations(run);
      renderGithubSummary(run);
      formatRun(run);
    },
    share: 0.2,
  },
  {
    name: 'report-files',
    seeds: () => Promise.resolve([aReportedRun(3), aGatedRun(16)].map(encode)),
    mutate: mutateJson,
    async parse(input, folder) {
      const out = join(folder, 'run');
      await mkdir(out, { recursive: true });
      const path = await written(input, out);
      const { run } = await readMeasuredRun(path);
      await acceptBaseline(path, join(out, 'baseline.json'), { anyway: true });
      if (run) await writeReports(run, out, {});
    },
    share: 0.02,
  },
];
