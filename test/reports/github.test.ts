import { describe, expect, it } from 'vitest';
import { renderGithubAnnotations } from '../../src/reports/github-annotations.js';
import { renderGithubSummary } from '../../src/reports/github-summary.js';
import { aCheck, aGateResult, aHostileReport, HOSTILE } from './a-gate-report.js';

describe('the summary of a job', () => {
  it('is a table of all checks, the worst first', () => {
    const gates = [
      aGateResult('pass'),
      aGateResult('inconclusive'),
      aGateResult('fail', { checks: [], reason: 'none' }),
    ];
    expect(renderGithubSummary({ title: 'A run', gates }).split('\n')).toEqual([
      '## A run: 1 of 3 gates passed',
      '',
      '| | gate | score | observed | limit | why |',
      '| - | - | - | -: | -: | - |',
      '| ❌ fail | gate of fail | gate of fail |  |  | none |',
      '| ❔ inconclusive | gate of inconclusive | conditional.fid | 16.00 | 18 | because of inconclusive |',
      '| ✅ pass | gate of pass | conditional.fid | 16.00 | 18 | because of pass |',
      '',
    ]);
  });

  it('holds hostile text within its cell, where it means nothing', () => {
    const lines = renderGithubSummary(aHostileReport()).split('\n');
    expect(lines).toHaveLength(4 + 3 * HOSTILE.length + 1);
    const rows = lines.slice(4, -1);
    for (const row of rows) {
      const cells = row.split('|').slice(1, -1);
      expect(cells).toHaveLength(6);
      // Nothing of Markdown or HTML is left but the references that stand for it.
      expect(row.replace(/[|]/g, '').replaceAll(/&#\d+;/g, '')).not.toMatch(
        /[\\`*_{}[\]<>()#+!~&"'$@:\p{Cc}\u202e]/u,
      );
    }
    const back = rows.map((row) =>
      row
        .split('|')[2]!
        .trim()
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    );
    expect(back).toContain('<script>alert(1)</script>');
    expect(back).toContain('a | b | c');
  });

  it('ends before GitHub would cut it', () => {
    const checks = Array.from({ length: 2000 }, () => aCheck('fail', { reason: 'x'.repeat(500) }));
    const summary = renderGithubSummary({ title: 'A run', gates: [aGateResult('fail', { checks })] });
    expect(summary.length).toBeLessThan(1e6);
    expect(summary).toContain('and 1500 more');
  });
});

describe('annotations', () => {
  it('are a line a gate that did not pass', () => {
    const checks = Array.from({ length: 5 }, () => aCheck('fail'));
    const gates = [
      aGateResult('pass'),
      aGateResult('fail', { name: 'Quality, and more: 5%', checks }),
      aGateResult('inconclusive'),
      aGateResult('no baseline'),
    ];
    const check = 'conditional.fid: because of';
    expect(renderGithubAnnotations({ gates }).split('\n')).toEqual([
      `::error title=fail%3A Quality%2C and more%3A 5%25::${`${check} fail%0A`.repeat(3)}and 2 more`,
      `::warning title=inconclusive%3A gate of inconclusive::${check} inconclusive`,
      `::error title=no baseline%3A gate of no baseline::${check} no baseline`,
      '',
    ]);
  });

  it('hold hostile text within their line', () => {
    const lines = renderGithubAnnotations(aHostileReport()).split('\n');
    expect(lines).toHaveLength(2 * HOSTILE.length + 1);
    for (const line of lines.slice(0, -1)) {
      expect(line).toMatch(/^::error title=[^:,\p{Cc}]*::\P{Cc}*$/u);
      expect(line).not.toMatch(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      expect(line).not.toMatch(/%(?!25|0D|0A|3A|2C)/);
    }
  });
});
