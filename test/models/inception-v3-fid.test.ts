import { describe, expect, it } from 'vitest';
import type { Layer, Network, Weight } from '../../src/engines/graph.js';
import { InputError, UsageError } from '../../src/errors.js';
import {
  buildInceptionV3Fid,
  inceptionV3FidOutputs,
  inceptionV3FidParameters,
} from '../../src/models/inception-v3-fid.js';

/** Weights with shapes and no values: enough for the structure. The values are compared with PyTorch by the parity tests. */
const hollow = (): Map<string, Weight> =>
  new Map(inceptionV3FidParameters.map(({ name, dims }) => [name, { dims, data: new Float32Array(0) }]));

/** Shape of every layer's output, [channels, height, width] or [width]. */
function shapesOf({ input, layers }: Network): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>([[input.name, input.dims]]);
  const slide = (
    size: number,
    axis: 0 | 1,
    { kernel, stride, padding }: Extract<Layer, { op: 'conv' }>['window'],
  ) => Math.floor((size + 2 * padding[axis] - kernel[axis]) / stride[axis]) + 1;
  const shape = (layer: Layer): readonly number[] => {
    if (layer.op === 'concat') {
      const parts = layer.inputs.map((name) => shapes.get(name)!);
      expect(new Set(parts.map((part) => part.slice(1).join())).size, layer.name).toBe(1);
      return [parts.reduce((sum, part) => sum + part[0]!, 0), ...parts[0]!.slice(1)];
    }
    const from = shapes.get(layer.input)!;
    switch (layer.op) {
      case 'relu':
        return from;
      case 'globalAverage':
        return [from[0]!];
      case 'flattenChannelsLast':
        return [from.reduce((product, size) => product * size, 1)];
      case 'dense':
        expect(layer.weight.dims[1]).toBe(from[0]);
        return [layer.weight.dims[0]!];
      case 'conv':
        expect(layer.weight.dims[1], layer.name).toBe(from[0]);
        return [layer.weight.dims[0]!, slide(from[1]!, 0, layer.window), slide(from[2]!, 1, layer.window)];
      default:
        return [from[0]!, slide(from[1]!, 0, layer.window), slide(from[2]!, 1, layer.window)];
    }
  };
  for (const layer of layers) shapes.set(layer.name, shape(layer));
  return shapes;
}

describe('inceptionV3FidParameters', () => {
  it('are those of the canonical file, in its order', () => {
    const names = inceptionV3FidParameters.map(({ name }) => name);
    expect(names).toHaveLength(472);
    const values = inceptionV3FidParameters.map(({ dims }) =>
      dims.reduce((product, size) => product * size, 1),
    );
    expect(values.reduce((sum, count) => sum + count, 0)).toBe(23_885_392);
    expect(names.slice(0, 6)).toEqual([
      'Conv2d_1a_3x3.conv.weight',
      'Conv2d_1a_3x3.bn.weight',
      'Conv2d_1a_3x3.bn.bias',
      'Conv2d_1a_3x3.bn.running_mean',
      'Conv2d_1a_3x3.bn.running_var',
      'Conv2d_2a_3x3.conv.weight',
    ]);
    expect(names.slice(-4)).toEqual([
      'Mixed_7c.branch_pool.bn.running_mean',
      'Mixed_7c.branch_pool.bn.running_var',
      'fc.weight',
      'fc.bias',
    ]);
    const dims = new Map(inceptionV3FidParameters.map((spec) => [spec.name, spec.dims]));
    expect(dims.get('Mixed_6c.branch7x7_2.conv.weight')).toEqual([160, 160, 1, 7]);
    expect(dims.get('Mixed_7b.branch3x3dbl_3b.conv.weight')).toEqual([384, 384, 3, 1]);
  });
});

describe('buildInceptionV3Fid', () => {
  const whole = buildInceptionV3Fid(hollow(), inceptionV3FidOutputs);

  it('has the sizes of the paper’s network at every stage', () => {
    const shapes = shapesOf(whole);
    const at = (name: string): string | undefined => shapes.get(name)?.join(' x ');
    expect(
      [
        'Conv2d_1a_3x3',
        'Conv2d_2a_3x3',
        'Conv2d_2b_3x3',
        'MaxPool_1',
        'Conv2d_3b_1x1',
        'Conv2d_4a_3x3',
        'MaxPool_2',
      ].map(at),
    ).toEqual([
      '32 x 149 x 149',
      '32 x 147 x 147',
      '64 x 147 x 147',
      '64 x 73 x 73',
      '80 x 73 x 73',
      '192 x 71 x 71',
      '192 x 35 x 35',
    ]);
    expect(
      ['5b', '5c', '5d', '6a', '6b', '6e', '7a', '7b', '7c'].map((block) => at(`Mixed_${block}`)),
    ).toEqual([
      ...[
        '256 x 35 x 35',
        '288 x 35 x 35',
        '288 x 35 x 35',
        '768 x 17 x 17',
        '768 x 17 x 17',
        '768 x 17 x 17',
      ],
      ...['1280 x 8 x 8', '2048 x 8 x 8', '2048 x 8 x 8'],
    ]);
    expect(inceptionV3FidOutputs.map(at)).toEqual([
      '64',
      '192',
      '768',
      '2048',
      '1008',
      '1008',
      '2023',
      '235200',
    ]);
  });

  it('takes the maximum in the last block’s pool branch and the mean in all the others', () => {
    const pools = whole.layers.filter((layer) => /^Mixed_.*\.pool$/.test(layer.name));
    const unit = pools.filter((layer) => 'window' in layer && layer.window.stride[0] === 1);
    expect(unit.map(({ name, op }) => `${name} ${op}`)).toEqual([
      ...['5b', '5c', '5d', '6b', '6c', '6d', '6e', '7b'].map((block) => `Mixed_${block}.pool averagePool`),
      'Mixed_7c.pool maxPool',
    ]);
  });

  it('leaves out what no wanted output needs', () => {
    // 94 of the network, and the narrow one beside Mixed_6d's branch.
    expect(whole.layers.filter(({ op }) => op === 'conv')).toHaveLength(95);
    const spatial = buildInceptionV3Fid(hollow(), ['spatial']).layers.map(({ name }) => name);
    expect(spatial).toContain('Mixed_6c');
    expect(spatial.filter((name) => /^Mixed_(6d|6e|7)/.test(name))).toEqual([]);
    const first = buildInceptionV3Fid(hollow(), ['64']);
    expect(first.layers.filter(({ op }) => op === 'conv')).toHaveLength(3);
    expect(first.outputs).toEqual(['64']);
    expect(buildInceptionV3Fid(hollow()).layers.some(({ op }) => op === 'dense')).toBe(false);
  });

  it('names missing, unexpected and misshapen parameters at once', () => {
    const weights = hollow();
    weights.delete('fc.bias');
    weights.set('AuxLogits.fc.weight', { dims: [1], data: new Float32Array(1) });
    weights.set('fc.weight', { dims: [1000, 2048], data: new Float32Array(0) });
    const build = (): Network => buildInceptionV3Fid(weights);
    expect(build).toThrow(InputError);
    expect(build).toThrow(
      /1 missing \(fc\.bias\); 1 unexpected \(AuxLogits\.fc\.weight\); 1 of another shape \(fc\.weight is \[1000, 2048\] instead of \[1008, 2048\]\)/,
    );
    expect(() => buildInceptionV3Fid(new Map())).toThrow(/472 missing .* and 467 more/);
  });

  it('ignores the counters of normalisations', () => {
    const weights = hollow();
    weights.set('Conv2d_1a_3x3.bn.num_batches_tracked', { dims: [], data: new Float32Array(1) });
    expect(() => buildInceptionV3Fid(weights)).not.toThrow();
  });

  it('offers only its own outputs', () => {
    expect(() => buildInceptionV3Fid(hollow(), ['1000'])).toThrow(UsageError);
    expect(() => buildInceptionV3Fid(hollow(), ['1000'])).toThrow(/no output "1000".*64, 192, 768, 2048/);
  });
});
