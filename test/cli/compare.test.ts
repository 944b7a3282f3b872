import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runComparisonSchema } from '../../src/config/run-comparison.js';
import { aComparison, aPoint, aRunResult, anInterval, aScore } from '../config/run-result-builder.js';
import { ganEval } from './command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'compare-'));
const at = (...parts: string[]) => join(folder, ...parts);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeAll(() => {
  for (const [name, kid] of [
    ['v1', 0.2],
    ['v2', 0.1],
  ] as const) {
    const quality = aComparison([aScore('kid', kid, { interval: anInterval(kid, 0.01) })]);
    mkdirSync(at(name));
    writeFileSync(
      at(name, 'result.json'),
      JSON.stringify(aRunResult({ points: [aPoint('conditional', { quality })] })),
    );
  }
});

describe('gan-eval compare', () => {
  it('prints what moved, and writes the report with its trends', async () => {
    const { code, stdout, stderr } = await ganEval(
      ['compare', at('v1'), at('v2', 'result.json'), '-o', at('out')],
      folder,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/v1 to v2 {2}conditional {2}KID ↓ {2}−0\.1000 .* {2}better/);
    expect(stderr).toContain(at('out', 'comparison.md'));
    expect(readFileSync(at('out', 'comparison.md'), 'utf8')).toContain('](charts/trend-kid.png)');
    expect(
      readFileSync(at('out', 'charts', 'trend-kid.png'))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    const written = JSON.parse(readFileSync(at('out', 'comparison.json'), 'utf8')) as unknown;
    const printed = await ganEval(['compare', at('v1'), at('v2'), '--json'], folder);
    expect(runComparisonSchema.parse(JSON.parse(printed.stdout))).toEqual(runComparisonSchema.parse(written));
  });

  it('refuses one result, and one that is none', async () => {
    const one = await ganEval(['compare', at('v1')], folder);
    expect(one).toMatchObject({ code: 64, stdout: '' });
    expect(one.stderr).toContain('Expected two results or more');
    writeFileSync(at('other.json'), '{"schema":"gan-eval/run/0"}');
    const other = await ganEval(['compare', at('v1'), at('other.json')], folder);
    expect(other).toMatchObject({ code: 65, stdout: '' });
  });
});
