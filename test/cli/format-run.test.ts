import { describe, expect, it } from 'vitest';
import { formatRun } from '../../src/cli/format-run.js';
import type { RunResult } from '../../src/config/run-result.js';
import { anInterval, aPoint, aRunResult } from '../config/run-result-builder.js';

type Difference = RunResult['costs'][number]['differences'][number];

function difference(id: string, title: string, value: number, half: number | null): Difference {
  const about = { id, title, direction: 'lower', unit: 'distance', better: 'undecided' } as const;
  return { ...about, status: 'ok', value, interval: anInterval(value, half) };
}

const withCosts = (...differences: Difference[]): string =>
  formatRun(
    aRunResult({ costs: [{ candidate: 'conditional', baseline: 'plain', paired: true, differences }] }),
  );

describe('formatRun', () => {
  it('says what control costs in the score that quality is measured by', () => {
    expect(withCosts(difference('fid', 'FID', 2, null), difference('kid', 'KID', 0.25, 0.125))).toContain(
      '  conditional against plain: KID +0.250, 95% interval +0.125 to +0.375\n',
    );
  });

  it('takes another score where that one is not computed', () => {
    expect(withCosts(difference('fid', 'FID', 2, null))).toContain(
      '  conditional against plain: FID +2.00\n',
    );
  });

  it('explains control only where it was measured', () => {
    expect(formatRun(aRunResult())).toContain('control is 0 if conditions are ignored');
    expect(formatRun(aRunResult({ points: [aPoint('plain', { control: null })] }))).not.toContain(
      'control is 0',
    );
  });
});
