import { expect, it } from 'vitest';
import { formatBench } from '../../src/cli/format-bench.js';
import type { BenchResult } from '../../src/suite/bench/bench-result.js';

const rate = (median: number) => ({ rate: { median, lowest: median / 2, highest: median * 2 } });
const result: BenchResult = {
  schema: 'gan-eval/bench/1',
  measuredAt: '2026-11-25T12:00:00.000Z',
  machine: {
    ...{ cpu: 'A processor', cores: 2, memoryBytes: 8 * 2 ** 30, system: 'Linux 6.1', load: 0.4 },
    versions: { 'gan-eval': '0.1.0', node: '20.20.2', onnxruntime: '1.30.0' },
  },
  features: 'inception-v3-fid',
  preparing: [{ images: 'JPEG 1024 x 768', workers: 1, ...rate(123.4) }],
  network: [
    { device: 'onnxruntime cpu', lanes: 2, threads: 1, batch: 1, peakBytes: 963 * 2 ** 20, ...rate(18.345) },
    {
      ...{ device: 'onnxruntime cuda', lanes: 1, threads: 1, batch: 64, peakBytes: null },
      ...{ rate: null, reason: 'its process ended with SIGKILL' },
    },
  ],
  statistics: {
    width: 2048,
    rowsPerSecond: rate(3000).rate,
    frechetSeconds: { median: 1.25, lowest: 1.25, highest: 1.25 },
  },
  pipeline: [
    {
      ...{ device: 'onnxruntime cpu', lanes: 2, threads: 1, batch: 2, images: 'JPEG 1024 x 768', workers: 1 },
      ...{ peakBytes: 1212 * 2 ** 20, ...rate(16) },
    },
  ],
  chosen: { device: 'onnxruntime cpu', lanes: 2, threads: 1, kept: '/home/machine.json' },
  notes: ['tfjs plain is left out: it takes some 20 s an image.'],
};

it('is a table to paste, with the machine above it and what follows from it below', () => {
  expect(formatBench(result)).toBe(`\
A processor, 2 cores, 8 GiB; Linux 6.1; Node 20.20.2; onnxruntime 1.30.0; gan-eval 0.1.0; 2026-11-25.

| what                                        | how                                    | median (lowest to highest)                   | peak memory, MiB |
| ------------------------------------------- | -------------------------------------- | -------------------------------------------- | ---------------- |
| decode and resize, JPEG 1024 x 768          | 1 worker                               | 123 (61.7 to 247) images/s                   |                  |
| network, onnxruntime cpu                    | 2 copies x 1 thread, batch 1           | 18.3 (9.17 to 36.7) images/s                 | 963              |
| network, onnxruntime cuda                   | batch 64                               | not measured: its process ended with SIGKILL |                  |
| mean and covariance, width 2048             |                                        | 3000 (1500 to 6000) rows/s                   |                  |
| Fréchet distance, width 2048                |                                        | 1.25 s                                       |                  |
| all of it, JPEG 1024 x 768, onnxruntime cpu | 2 copies x 1 thread, batch 2, 1 worker | 16.0 (8.00 to 32.0) images/s                 | 1212             |

The network is that of inception-v3-fid. Best on onnxruntime cpu: 2 copies x 1 thread, kept for what this machine does from now on; no digit depends on it.
tfjs plain is left out: it takes some 20 s an image.
`);
});

it('says if the machine was busy, and nothing of a split that is not kept', () => {
  const busy = { ...result, machine: { ...result.machine, load: 3.56 }, chosen: null };
  expect(formatBench(busy)).toMatch(
    /2026-11-25\. The machine was busy \(load 3\.6\): these are lower bounds\.\n/,
  );
  expect(formatBench(busy)).not.toContain('Best on');
});
