import { describe, expect, it } from 'vitest';
import { onnxRuntime } from '../../src/engines/onnxruntime.js';
import { InputError } from '../../src/errors.js';
import { buildInceptionV3Nsfwjs } from '../../src/models/inception-v3-nsfwjs.js';

/** A browserify bundle as the package's files are, around a value. */
const bundle = (value: string): Buffer =>
  Buffer.from(
    '!function(f){module.exports=f()}(function(){return function r(e,n,t){return r}' +
      `({1:[function(r,e,t){e.exports=${value}},{}]},{},[1])(1)});`,
  );

interface KerasLayer {
  readonly class_name: string;
  readonly name: string;
  readonly config: object;
  readonly inbound_nodes: unknown;
}
const layer = (
  class_name: string,
  name: string,
  from: readonly string[],
  config: object = {},
): KerasLayer => ({
  class_name,
  name,
  config,
  inbound_nodes: from.length === 0 ? [] : [from.map((input) => [input, 0, 0, {}])],
});

const sliding = { padding: 'same', strides: [1, 1], data_format: 'channels_last' };
const bytes = (count: number, from: number): number[] =>
  Array.from({ length: count }, (_, i) => (from + i * 37) % 256);

/** Kernel 1 x 3, pool 3 x 3 beside it, concatenation, mean, one dense layer: 2 x 3 pixels of 2 channels. */
function tinyModel() {
  const layers = [
    layer('InputLayer', 'input_1', [], { batch_input_shape: [null, 2, 3, 2] }),
    layer('Conv2D', 'conv2d_1', ['input_1'], {
      ...{
        filters: 2,
        kernel_size: [1, 3],
        ...sliding,
        dilation_rate: [1, 1],
        activation: 'linear',
        use_bias: false,
      },
    }),
    layer('BatchNormalization', 'batch_normalization_1', ['conv2d_1'], {
      ...{ axis: 3, epsilon: 0.001, center: true, scale: false },
    }),
    layer('Activation', 'activation_1', ['batch_normalization_1'], { activation: 'relu' }),
    layer('AveragePooling2D', 'average_pooling2d_1', ['input_1'], { pool_size: [3, 3], ...sliding }),
    layer('Concatenate', 'mixed0', ['activation_1', 'average_pooling2d_1'], { axis: 3 }),
    layer('AveragePooling2D', 'average_pooling2d_10', ['mixed0'], {
      ...{ pool_size: [2, 3], padding: 'valid', strides: [2, 3], data_format: 'channels_last' },
    }),
    layer('Flatten', 'flatten_1', ['average_pooling2d_10'], { data_format: 'channels_last' }),
    layer('Dropout', 'dropout_1', ['flatten_1'], { rate: 0.5 }),
    layer('Dense', 'dense_3', ['dropout_1'], { units: 3, activation: 'softmax', use_bias: true }),
  ];
  const weight = (name: string, shape: number[], min: number, values: number[]) => ({
    values,
    spec: { name, shape, dtype: 'float32', quantization: { min, scale: 1 / 128, dtype: 'uint8' } },
  });
  const weights = [
    weight('batch_normalization_1/beta', [2], 0, [64, 128]),
    weight('batch_normalization_1/moving_mean', [2], -0.5, [0, 255]),
    weight('batch_normalization_1/moving_variance', [2], 0, [128, 255]),
    weight('conv2d_1/kernel', [1, 3, 2, 2], -1, bytes(12, 5)),
    weight('dense_3/kernel', [4, 3], -1, bytes(12, 90)),
    weight('dense_3/bias', [3], -1, bytes(3, 11)),
  ];
  return {
    model: {
      modelTopology: { model_config: { class_name: 'Model', config: { layers } } },
      weightsManifest: [{ paths: ['shard1'], weights: weights.map(({ spec }) => spec) }],
    },
    shard: Buffer.from(weights.flatMap(({ values }) => values)),
  };
}

const files = ({ model, shard } = tinyModel()): Map<string, Uint8Array> =>
  new Map([
    ['model.min.js', bundle(JSON.stringify(model))],
    ['shard1.min.js', bundle(JSON.stringify(shard.toString('base64')))],
  ]);

/** The tiny model as its definition reads: channels last, weights dequantised, normalisation after convolution. */
function reference(image: readonly number[]): { features: number[]; logits: number[] } {
  const kernel = bytes(12, 5).map((byte) => byte / 128 - 1);
  const at = (y: number, x: number, c: number): number => (x < 0 || x > 2 ? 0 : image[(y * 3 + x) * 2 + c]!);
  const sums = [0, 0, 0, 0];
  for (let y = 0; y < 2; y++) {
    for (let x = 0; x < 3; x++) {
      for (let out = 0; out < 2; out++) {
        let value = 0;
        for (let dx = -1; dx <= 1; dx++) {
          for (let c = 0; c < 2; c++) value += at(y, x + dx, c) * kernel[((dx + 1) * 2 + c) * 2 + out]!;
        }
        const [mean, variance, beta] = [[-0.5, 255 / 128 - 0.5][out]!, [1, 255 / 128][out]!, [0.5, 1][out]!];
        sums[out]! += Math.max(0, (value - mean) / Math.sqrt(variance + 0.001) + beta);
        const near = [0, 1, 2].filter((other) => Math.abs(other - x) <= 1);
        const pooled = near.flatMap((other) => [at(0, other, out), at(1, other, out)]);
        sums[2 + out]! += pooled.reduce((sum, v) => sum + v, 0) / pooled.length;
      }
    }
  }
  const features = sums.map((sum) => sum / 6);
  const dense = bytes(12, 90).map((byte) => byte / 128 - 1);
  const logits = bytes(3, 11).map((byte, j) =>
    features.reduce((sum, value, i) => sum + value * dense[i * 3 + j]!, byte / 128 - 1),
  );
  return { features, logits };
}

describe('buildInceptionV3Nsfwjs', () => {
  it('computes what the Keras model defines', async () => {
    const network = await onnxRuntime().load({
      kind: 'graph',
      graph: buildInceptionV3Nsfwjs(files(), ['2048', 'logits']),
    });
    const image = Array.from({ length: 12 }, (_, i) => Math.fround(Math.sin(i * 1.7)));
    const channelsFirst = [0, 1].flatMap((c) => image.filter((_, i) => i % 2 === c));
    const result = await network.run({
      images: { dims: [1, 2, 2, 3], data: Float32Array.from(channelsFirst) },
    });
    await network.dispose();
    const { features, logits } = reference(image);
    const close = (seen: Iterable<unknown> | undefined, wanted: readonly number[]): void => {
      Array.from(seen ?? [], Number).forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[i]!, 5);
      });
    };
    expect(result['2048']?.dims).toEqual([1, 4]);
    close(result['2048']?.data, features);
    close(result.logits?.data, logits);
  });

  it.each<[string, (files: Map<string, Uint8Array>) => void, RegExp]>([
    ['a missing shard', (all) => all.delete('shard1.min.js'), /shard1\.min\.js is missing/],
    [
      'a script of another form',
      (all) => all.set('model.min.js', Buffer.from('alert(1)')),
      /beginning is different/,
    ],
    [
      'a script with more after the data',
      (all) => all.set('model.min.js', Buffer.concat([bundle('{}'), Buffer.from('alert(1)')])),
      /end is different/,
    ],
    [
      'a call among the data',
      (all) => all.set('model.min.js', bundle('{a:alert(1)}')),
      /expected a literal at character 3/,
    ],
    ['another object', (all) => all.set('model.min.js', bundle('{modelTopology:1}')), /modelTopology: /],
    [
      'a shard that is no base64',
      (all) => all.set('shard1.min.js', bundle('"A!=="')),
      /expected one base64 string/,
    ],
    [
      'a shard cut short',
      (all) => all.set('shard1.min.js', bundle('"AAAA"')),
      /hold 3 bytes but their manifest describes 33/,
    ],
  ])('refuses %s', (_, damage, message) => {
    const all = files();
    damage(all);
    expect(() => buildInceptionV3Nsfwjs(all)).toThrow(InputError);
    expect(() => buildInceptionV3Nsfwjs(all)).toThrow(message);
  });

  it.each<[string, (layers: KerasLayer[]) => void, RegExp]>([
    [
      'an unknown layer',
      (layers) => (layers[3] = layer('LSTM', 'activation_1', ['batch_normalization_1'])),
      /class_name.*Layers that can be used: InputLayer, Conv2D/,
    ],
    [
      'strides with padding "same"',
      (layers) => Object.assign(layers[4]!.config, { strides: [2, 2] }),
      /average_pooling2d_1 .*padding "same" with strides 2 x 2/,
    ],
    [
      'an even kernel with padding "same"',
      (layers) => Object.assign(layers[1]!.config, { kernel_size: [1, 2] }),
      /kernel 1 x 2/,
    ],
    [
      'another activation',
      (layers) => Object.assign(layers[3]!.config, { activation: 'elu' }),
      /config\.activation/,
    ],
    [
      'a normalisation of something else',
      (layers) => (layers[2] = { ...layers[2]!, inbound_nodes: [[['input_1', 0, 0, {}]]] }),
      /does not follow a convolution/,
    ],
    [
      'a layer that reads a convolution before its normalisation',
      (layers) => (layers[3] = layer('Activation', 'activation_1', ['conv2d_1'], { activation: 'relu' })),
      /reads conv2d_1/,
    ],
    [
      'weights of another shape',
      (layers) => Object.assign(layers[1]!.config, { filters: 3 }),
      /batch_normalization_1\/moving_mean|conv2d_1\/kernel/,
    ],
  ])('refuses %s', (_, change, message) => {
    const tiny = tinyModel();
    change(tiny.model.modelTopology.model_config.config.layers);
    expect(() => buildInceptionV3Nsfwjs(files(tiny))).toThrow(InputError);
    expect(() => buildInceptionV3Nsfwjs(files(tiny))).toThrow(message);
  });
});
