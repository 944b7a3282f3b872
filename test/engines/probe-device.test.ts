import { expect, it } from 'vitest';
import { probeDevice } from '../../src/engines/probe-device.js';

it('tells a device on which a network runs from one on which none does', async () => {
  const [cpu, none] = await Promise.all([
    probeDevice({ name: 'onnxruntime', device: 'cpu' }),
    probeDevice({ name: 'onnxruntime', device: 'abacus' }),
  ]);
  expect(cpu).toBeUndefined();
  expect(none).toMatch(/^Device 'abacus' is not known to ONNX Runtime here/);
});

it('outlives a device that takes the process along', async () => {
  const { NODE_OPTIONS } = process.env;
  process.env.NODE_OPTIONS = '--max-heap-size=nothing';
  try {
    expect(await probeDevice({ name: 'onnxruntime', device: 'cpu' })).toMatch(
      /^the process that tried it ended with code \d+$/,
    );
  } finally {
    if (NODE_OPTIONS === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = NODE_OPTIONS;
  }
});
