import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/config/run-result.js';
import { measureTradeoffs } from '../../src/metrics/tradeoff/measure-tradeoffs.js';
import { markdownPlots, renderMarkdownReport } from '../../src/reports/markdown-report.js';
import {
  aComparison,
  aControl,
  aControlScore,
  anEstimate,
  anInterval,
  aPoint,
  aRunResult,
  aScore,
} from '../config/run-result-builder.js';

const HOSTILE = '</summary><script>alert(1)</script> | `code` ![x](http://a.b) @someone\n# heading';

function aRun(more: Partial<RunResult> = {}): RunResult {
  const points = [
    aPoint('unconditional', {
      kind: 'unconditional',
      control: null,
      quality: aComparison([
        aScore('kid', 0.1, { interval: anInterval(0.1, 0.02), warnings: ['few images'] }),
      ]),
    }),
    aPoint('conditional', {
      quality: aComparison([aScore('kid', 0.2, { interval: anInterval(0.2, 0.02) })]),
      control: aControl([aControlScore('pck', 'pose', anEstimate(0.5))]),
    }),
  ];
  const run = aRunResult({ points });
  return {
    ...run,
    tradeoffs: measureTradeoffs(
      points,
      { ...run.configuration.tradeoff, reference: { quality: 1, control: 0 } },
      0,
    ),
    costs: [
      {
        candidate: 'conditional',
        baseline: 'unconditional',
        paired: false,
        differences: [
          {
            ...{ status: 'ok', id: 'kid', title: 'KID', direction: 'lower', unit: '', better: 'baseline' },
            ...{ value: 0.1, interval: anInterval(0.1, 0.05) },
          },
        ],
      },
    ],
    gates: [
      {
        gate: 'conditional.kid < 0.1',
        name: 'quality',
        outcome: 'fail',
        reason: null,
        checks: [
          {
            subject: 'conditional.kid',
            outcome: 'fail',
            observed: 0.2,
            interval: { low: 0.18, high: 0.22 },
            limit: 0.1,
            margin: -0.1,
            samplesToSettle: null,
            reason: 'it is above',
          },
        ],
      },
      { gate: 'nothing < 1', name: null, outcome: 'fail', checks: [], reason: 'it matches nothing' },
    ],
    ...more,
  };
}

const charts = (run: RunResult) => new Map(markdownPlots(run).map(({ id }) => [id, `charts/${id}.png`]));
const render = (run: RunResult) => renderMarkdownReport(run, charts(run));

describe('renderMarkdownReport', () => {
  const text = render(aRun());

  it('begins with the verdict, gate by gate', () => {
    expect(text.split('\n').slice(0, 3)).toEqual(['# A run', '', '**Of 2 gates: 2 failed**']);
    expect(text).toContain(
      '| ❌ fail | quality | conditional.kid | 0.2000 (0.180 to 0.220) | 0.1000 | −0.1000 | it is above |',
    );
    expect(text).toContain('it matches nothing');
    expect(render(aRun({ gates: [] }))).toContain('No gates were set.');
  });

  it('says what control costs, and what quality and control each point has', () => {
    expect(text).toContain('| KID ↓ | 0.1000 (0.050 to 0.150) | worse |');
    expect(text).toContain(
      '| conditional | 0.2000 (0.180 to 0.220) | 0.5000 (0.450 to 0.550) | yes | 100% |',
    );
    expect(text).toContain('| unconditional | 0.1000 (0.080 to 0.120) | 0 | yes | 100% |');
    expect(text).toContain('| hypervolume | conditional | 0.4000');
  });

  it('shows the plots that there are pictures of', () => {
    expect(markdownPlots(aRun()).map(({ id }) => id)).toEqual([
      'tradeoff-pose',
      'cost-conditional-unconditional',
    ]);
    expect(text).toContain('](charts/tradeoff-pose.png)');
    expect(renderMarkdownReport(aRun(), new Map())).not.toContain('](');
  });

  it('keeps warnings, the command and where the numbers come from', () => {
    expect(text).toContain('- few images');
    expect(text).toContain('```\ngan-eval run gan-eval.yaml\n```');
    expect(text).toContain('inception-v3-fid');
    expect(text).toContain('movenet-thunder');
    expect(text).toContain('weights aaaaaaaaaaaa &#40;licence&#58; Apache-2.0, The TensorFlow Authors&#41;');
  });

  it('shows hostile text as text, on one line, in its own cell', () => {
    const run = aRun();
    const hostile = render({
      ...run,
      title: HOSTILE,
      gates: run.gates.map((gate) => ({ ...gate, gate: HOSTILE, name: HOSTILE, reason: HOSTILE })),
      points: run.points.map((point) => ({
        ...point,
        id: HOSTILE,
        runsOn: HOSTILE,
        identity: { ...point.identity, name: HOSTILE },
        quality: aComparison([aScore('kid', 1, { title: HOSTILE, warnings: [HOSTILE] })]),
      })),
      tradeoffs: run.tradeoffs.map((tradeoff) => ({
        ...tradeoff,
        quality: { ...tradeoff.quality, title: HOSTILE },
        control: { ...tradeoff.control, title: HOSTILE },
        points: tradeoff.points.map((point) => ({ ...point, point: HOSTILE })),
        notes: [HOSTILE],
      })),
      costs: run.costs.map((cost) => ({ ...cost, candidate: HOSTILE, baseline: HOSTILE })),
      provenance: { ...run.provenance, command: '```\n# out of the block', machine: HOSTILE },
    });
    expect(hostile).not.toContain('<script');
    expect(hostile).not.toContain('](http');
    expect(hostile).not.toContain('@someone');
    expect(hostile.match(/^# .*/gm)).toHaveLength(1);
    expect(hostile).toContain('````\n```\ufffd# out of the block\n````');
    const rows = (report: string) => report.split('\n').filter((line) => line.startsWith('|'));
    const widths = (report: string) => rows(report).map((row) => row.split('|').length);
    expect(widths(hostile)).toEqual(widths(text));
  });
});
