import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { runFileSchema } from '../../src/config/run-file.js';
import { parseGates } from '../../src/gate/parse-gates.js';
import { aMeasuredRun, judge, namesOf } from './a-measured-run.js';

const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'ci.md'), 'utf8');
const blocks = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) => parse(text!) as unknown);

describe('docs/ci.md', () => {
  const gatesSchema = z.object({ gates: runFileSchema.shape.gates.unwrap() });
  const examples = blocks.flatMap((block) => gatesSchema.safeParse(block).data?.gates ?? []);

  it('shows gates that can be read, and that name something but for trade-offs, which the run of the tests lacks', () => {
    expect(examples.length).toBeGreaterThan(15);
    const gates = parseGates(examples, namesOf(aMeasuredRun()));
    for (const { text } of gates.filter((gate) => !gate.text.startsWith('tradeoff'))) {
      const { checks } = judge(text);
      expect(checks, text).not.toEqual([]);
      expect(checks.map(({ reason }) => reason).join(), text).not.toMatch(/has this name|expected one/);
    }
  });

  it('has the table of decisions that is kept to', () => {
    const [, table] = /^\| gate .*\n\| -.*\n((?:\|.*\n)+)/m.exec(page)!;
    const rows = table!
      .trim()
      .split('\n')
      .map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    // Of the interval 15 to 17, in the order of the columns.
    const limits = [18, 17, 16.5, 15, 14];
    expect(rows).toHaveLength(12);
    for (const [stat, ...outcomes] of rows) {
      const gate = (limit: number) => `conditional.fid: ${stat!.replaceAll('`', '')} ${limit}`;
      expect(
        limits.map((limit) => judge(gate(limit)).outcome),
        stat,
      ).toEqual(outcomes);
    }
  });

  it('has configurations of CI in which every step does something', () => {
    const job = z.object({
      jobs: z.object({ gates: z.object({ steps: z.array(z.record(z.string(), z.unknown())) }) }),
    });
    const [github] = blocks.flatMap((block) => job.safeParse(block).data ?? []);
    expect(github!.jobs.gates.steps.every((step) => 'uses' in step || 'run' in step)).toBe(true);
    const script = z.object({ gates: z.object({ script: z.array(z.string()) }) });
    expect(blocks.some((block) => script.safeParse(block).success)).toBe(true);
  });
});
