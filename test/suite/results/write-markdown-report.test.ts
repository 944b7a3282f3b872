import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { measureTradeoffs } from '../../../src/metrics/tradeoff/measure-tradeoffs.js';
import { writeMarkdownReport } from '../../../src/suite/results/write-markdown-report.js';
import { aRunResult } from '../../config/run-result-builder.js';

const folder = mkdtempSync(join(tmpdir(), 'markdown-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('writes the report with every picture that it shows', async () => {
  const run = aRunResult();
  const tradeoffs = measureTradeoffs(run.points, run.configuration.tradeoff, 0);
  const path = await writeMarkdownReport({ ...run, tradeoffs }, join(folder, 'run'));
  expect(path).toBe(join(folder, 'run', 'report.md'));
  const shown = Array.from(
    readFileSync(path, 'utf8').matchAll(/\]\((charts\/[^)]+)\)/g),
    ([, place]) => place!,
  );
  expect(shown).toEqual(['charts/tradeoff-pose.png']);
  const { format, width } = await sharp(join(folder, 'run', shown[0]!)).metadata();
  expect([format, width]).toEqual(['png', 1520]);
});
