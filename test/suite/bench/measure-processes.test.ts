import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureProcesses } from '../../../src/suite/bench/measure-processes.js';
import { ROUNDS } from '../../../src/suite/bench/measure-rounds.js';
import { meansNetwork } from '../../features/means-network.js';

it('measures what can be, and says of a process that does not come to it why', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gan-eval-processes-'));
  const features = join(folder, 'means.onnx');
  await writeFile(features, meansNetwork(8, 8));
  const task = { features, engine: { name: 'onnxruntime' }, lanes: 1, threads: 1, batch: 1 } as const;
  let steps = 0;
  const measured = await measureProcesses(
    [{ ...task, features: join(folder, 'absent.onnx') }, task],
    10,
    () => steps++,
  );
  expect(measured[0]).toEqual({
    ...{ rate: null, peakBytes: null },
    reason: expect.stringMatching(/absent\.onnx: no such file\. Expected an ONNX network\./) as string,
  });
  expect(measured[1]!.rate!.lowest).toBeGreaterThan(0);
  expect(measured[1]!.peakBytes).toBeGreaterThan(2 ** 20);
  expect(steps).toBe(2 * (1 + ROUNDS));
  await rm(folder, { recursive: true });
});
