import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { Mt19937 } from '../../src/math/mt19937.js';
import {
  graphFiles,
  integer,
  integers,
  text,
  type TestNode,
  type TestWeight,
} from '../models/tfjs/graph-files.js';

/** A model as it lies in a folder. */
export interface ModelFiles {
  readonly model: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Of the style-based model. */
export const STYLES = { latent: 8, layers: 3, width: 8, heightPx: 6, widthPx: 8 } as const;

const normals = (seed: number, name: string, shape: readonly number[], scale: number): TestWeight => {
  const values = new Mt19937(seed).normals(shape.reduce((a, b) => a * b, 1));
  return { name, shape, values: Array.from(values, (value) => value * scale) };
};
const shape = (name: string, ...values: number[]): TestWeight => ({
  ...{ name, shape: [values.length], values, type: 'int32' },
});

/** z -> w: two layers. */
export const mappingModel = (): ModelFiles =>
  graphFiles(
    { name: 'z', dims: [-1, STYLES.latent] },
    [
      { name: 'h', op: 'MatMul', input: ['z', 'w1'] },
      { name: 'hb', op: 'AddV2', input: ['h', 'b1'] },
      { name: 'r', op: 'Relu', input: ['hb'] },
      { name: 'w', op: 'MatMul', input: ['r', 'w2'] },
    ],
    [normals(1, 'w1', [8, 16], 0.5), normals(2, 'b1', [16], 0.1), normals(3, 'w2', [16, 8], 0.4)],
    { name: 'w:0', type: 'DT_FLOAT' },
  );

/** Multiplies the channels of `x` by what layer `layer`'s style makes of them. */
const modulate = (x: string, layer: number, name: string): TestNode[] => [
  { name: `${name}/a`, op: 'MatMul', input: [`styles/u:${layer}`, 'affine'] },
  { name: `${name}/s`, op: 'Reshape', input: [`${name}/a`, 'perChannel'] },
  { name, op: 'Mul', input: [x, `${name}/s`] },
];
const convolve = (x: string, weight: string, name: string): TestNode => ({
  ...{ name, op: 'Conv2D', input: [x, weight] },
  attr: {
    strides: integers(1, 1, 1, 1),
    padding: text('SAME'),
    data_format: text('NHWC'),
    dilations: integers(1, 1, 1, 1),
  },
});

/** N x 3 x 8 styles -> N x 6 x 8 x 3 images: modulated convolutions and a bilinear enlargement, as in StyleGAN. */
export const synthesisModel = (extra: readonly TestNode[] = [], output = 'image:0'): ModelFiles =>
  graphFiles(
    { name: 'styles', dims: [-1, STYLES.layers, STYLES.width] },
    [
      { name: 'styles/u', op: 'Unpack', input: ['styles'], attr: { axis: integer(1), num: integer(3) } },
      { name: 'flat', op: 'MatMul', input: ['styles/u', 'constant'] },
      { name: 'x0', op: 'Reshape', input: ['flat', 'small'] },
      ...modulate('x0', 1, 'x1'),
      convolve('x1', 'k1', 'x2'),
      { name: 'x3', op: 'Relu', input: ['x2'] },
      {
        ...{ name: 'x4', op: 'ResizeBilinear', input: ['x3', 'large'] },
        attr: { half_pixel_centers: { b: true }, align_corners: { b: false } },
      },
      ...modulate('x4', 2, 'x5'),
      convolve('x5', 'k2', 'x6'),
      { name: 'image', op: 'Tanh', input: ['x6'] },
      ...extra,
    ],
    [
      ...[normals(4, 'constant', [8, 96], 0.3), normals(5, 'affine', [8, 8], 0.4)],
      ...[normals(6, 'k1', [3, 3, 8, 8], 0.2), normals(7, 'k2', [3, 3, 8, 3], 0.2)],
      ...[shape('perChannel', -1, 1, 1, 8), shape('small', -1, 3, 4, 8), shape('large', 6, 8)],
    ],
    { name: output, type: 'DT_FLOAT' },
  );

/** A layers model's files, as TensorFlow.js itself writes them. */
export async function layersModel(build: (api: typeof layers) => layers.LayersModel): Promise<ModelFiles> {
  tf.enableProdMode();
  await tf.setBackend('cpu');
  const model = build(layers);
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save({
    save: (artifacts) => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) });
    },
  });
  model.dispose();
  const { format, modelTopology, weightSpecs, weightData } = saved!;
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  const bytes = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData));
  return {
    model: JSON.stringify({ format, modelTopology, weightsManifest }),
    files: new Map([['weights.bin', bytes]]),
  };
}

/** z -> N x 6 x 8 x 3 by a dense layer and transposed convolutions, as in DCGAN. */
export const convolutionalLayers = (): Promise<ModelFiles> =>
  layersModel(({ input, layers: make, model, initializers: { randomNormal } }) => {
    const z = input({ shape: [5], name: 'z' });
    const steps = [
      make.dense({ units: 96, kernelInitializer: randomNormal({ mean: 0, stddev: 0.3, seed: 1 }) }),
      make.reshape({ targetShape: [3, 4, 8] }),
      make.batchNormalization(),
      make.leakyReLU({ alpha: 0.2 }),
      make.conv2dTranspose({
        ...{ filters: 3, kernelSize: 4, strides: 2, padding: 'same', activation: 'tanh', name: 'image' },
        kernelInitializer: randomNormal({ mean: 0, stddev: 0.3, seed: 2 }),
      }),
    ];
    let x = z;
    for (const step of steps) x = step.apply(x) as layers.SymbolicTensor;
    return model({ inputs: z, outputs: x });
  });
