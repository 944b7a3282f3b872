import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BenchResult } from '../../src/suite/bench/bench-result.js';
import { saveSplit, thisMachine } from '../../src/suite/bench/kept-splits.js';
import { ganEval } from './command-line.js';
import { meansNetwork } from '../features/means-network.js';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-bench-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('measures a network of the user’s on what works here, and keeps nothing of it', async () => {
  await writeFile(at('means.onnx'), meansNetwork(8, 8));
  const { code, stdout } = await ganEval(
    ['bench', '--features', at('means.onnx'), '--seconds', '1', '--json'],
    at('home'),
  );
  expect(code).toBe(0);
  const result = JSON.parse(stdout) as BenchResult;
  const rates = [...result.preparing, ...result.network, ...result.pipeline].map(({ rate }) => rate);
  for (const rate of [...rates, result.statistics.rowsPerSecond, result.statistics.frechetSeconds]) {
    expect(rate!.lowest).toBeGreaterThan(0);
    expect(rate!.median).toBeGreaterThanOrEqual(rate!.lowest);
    expect(rate!.highest).toBeGreaterThanOrEqual(rate!.median);
  }
  const { cores } = thisMachine();
  expect(result.preparing.map(({ workers }) => workers)).toContain(Math.min(cores, 16));
  const onProcessor = result.network.filter(({ device }) => device === 'onnxruntime cpu');
  expect(onProcessor[0]).toMatchObject({ lanes: 1, threads: cores, batch: 1 });
  expect(result.network.every(({ peakBytes }) => peakBytes! > 2 ** 20)).toBe(true);
  expect(result.statistics.width).toBe(3);
  expect(onProcessor).toContainEqual(
    expect.objectContaining({ lanes: result.chosen!.lanes, threads: result.chosen!.threads }),
  );
  expect(result.chosen!.kept).toBeNull();
  expect(result.notes.join('\n')).toMatch(/tfjs plain is left out[\s\S]*The split is not kept/);
});

it('refuses extractors that it has no network for without a download', async () => {
  const { code, stderr } = await ganEval(['bench', '--features', 'inception-v3-nsfwjs'], at('home'));
  expect([code, stderr]).toEqual([64, expect.stringMatching(/expected an \.onnx file, or inception-v3-fid/)]);
});

it('is heard of in the doctor’s findings, and a damaged file in every command that would use it', async () => {
  const path = at('kept/machine.json');
  const before = await ganEval(['doctor'], at('kept'));
  expect(before.stdout).toMatch(
    /cores: copies of a network: \d+, threads of each: \d+ \(by rule\)\n +-> gan-eval bench/,
  );
  await saveSplit(path, {
    ...{ machine: thisMachine(), device: 'onnxruntime cpu', lanes: 3, threads: 7 },
    ...{ imagesPerSecond: 1, measuredAt: '2026-11-25T12:00:00.000Z' },
  });
  const { stdout } = await ganEval(['doctor'], at('kept'));
  expect(stdout).toContain(
    'copies of a network: 3, threads of each: 7 (kept from gan-eval bench on 2026-11-25)',
  );
  await mkdir(at('empty'));
  await writeFile(path, '{');
  const fid = (...flags: string[]) => ganEval(['fid', at('empty'), at('empty'), ...flags], at('kept'));
  expect((await fid()).stderr).toMatch(/machine\.json is ignored: it is not JSON/);
  expect((await fid('--no-cache')).stderr).not.toContain('machine.json');
});
