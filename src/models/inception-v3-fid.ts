import type { Layer, Network, Weight, Window2d } from '../engines/graph.js';
import { checkParameters } from './check-parameters.js';
import type { ParameterSpec } from './check-parameters.js';
import { foldBatchNorm } from './fold-batch-norm.js';
import { stages } from './inception-v3-fid-table.js';
import type { ConvStep, PoolStep, Step } from './inception-v3-fid-table.js';
import { PATCH_OUTPUT, patchLayer } from './patch-output.js';
import { pruneNetwork } from './prune.js';
import { SPATIAL_OUTPUT, spatialLayers } from './spatial-output.js';

const input = { name: 'images', dims: [3, 299, 299] } as const;
const batchNormEpsilon = 0.001;
const featureWidth = 2048;
const classCount = 1008;

/**
 * What the network gives, each [N, width]: spatial means after the first and the second max pool, after Mixed_6e and
 * after Mixed_7c; `logits_unbiased` = features . fc.weight^T (what the Inception Score uses); `logits` adds the bias; `spatial`
 * is what the spatial FID reads of Mixed_6d (spatial-output.ts); `patches` is the map after the second max pool (patch-output.ts),
 * [N, 35 * 35 * 192].
 */
export const inceptionV3FidOutputs = [
  '64',
  '192',
  '768',
  '2048',
  'logits_unbiased',
  'logits',
  SPATIAL_OUTPUT,
  PATCH_OUTPUT,
] as const;

/** A tensor on its way through the network. */
interface Place {
  readonly name: string;
  readonly channels: number;
}

/** A convolution with its normalisation and ReLU, before it has weights. */
interface PlannedConv {
  readonly op: 'convNormRelu';
  readonly name: string;
  readonly input: string;
  readonly window: Window2d;
  readonly dims: readonly [channelsOut: number, channelsIn: number, height: number, width: number];
}

type PlannedLayer = PlannedConv | Layer;

const plan: readonly PlannedLayer[] = planStages();
const planned = plan.filter((layer) => layer.op === 'convNormRelu');

/**
 * Keys and shapes of the 472 float parameters, in the order of the canonical state dict. (The counters
 * `num_batches_tracked`, which a file may hold as well, are not among them.)
 */
export const inceptionV3FidParameters: readonly ParameterSpec[] = [
  ...planned.flatMap(({ name, dims }) => [
    { name: `${name}.conv.weight`, dims },
    ...['weight', 'bias', 'running_mean', 'running_var'].map((part) => ({
      name: `${name}.bn.${part}`,
      dims: [dims[0]],
    })),
  ]),
  { name: 'fc.weight', dims: [classCount, featureWidth] },
  { name: 'fc.bias', dims: [classCount] },
];

/**
 * The FID variant of Inception v3 with the weights given.
 * @param weights - the state dict: {@link inceptionV3FidParameters} by key
 * @param outputs - names from {@link inceptionV3FidOutputs}
 * @returns a network whose input `images` is [N, 3, 299, 299], RGB, scaled to about -1..1 (the resize mode says how)
 * @throws InputError if parameters are missing, unexpected or of another shape; UsageError for an unknown output
 */
export function buildInceptionV3Fid(
  weights: ReadonlyMap<string, Weight>,
  outputs: readonly string[] = ['2048'],
): Network {
  const parameter = checkParameters('inception-v3-fid', inceptionV3FidParameters, weights);
  const layers = plan.flatMap((layer): Layer[] => {
    if (layer.op !== 'convNormRelu') return [layer];
    const { name, window } = layer;
    const folded = foldBatchNorm(name, parameter(`${name}.conv.weight`), {
      scale: parameter(`${name}.bn.weight`).data,
      shift: parameter(`${name}.bn.bias`).data,
      mean: parameter(`${name}.bn.running_mean`).data,
      variance: parameter(`${name}.bn.running_var`).data,
      epsilon: batchNormEpsilon,
    });
    return [
      { name: `${name}.conv`, op: 'conv', input: layer.input, window, ...folded },
      { name, op: 'relu', input: `${name}.conv` },
    ];
  });
  const weight = parameter('fc.weight');
  layers.push({ name: 'logits_unbiased', op: 'dense', input: '2048', weight });
  layers.push({ name: 'logits', op: 'dense', input: '2048', weight, bias: parameter('fc.bias') });
  layers.push(...spatialLayers(layers, 'Mixed_6d.branch1x1'), patchLayer('MaxPool_2'));
  return pruneNetwork({ name: 'inception-v3-fid', input, layers, outputs: inceptionV3FidOutputs }, outputs);
}

function planStages(): readonly PlannedLayer[] {
  const layers: PlannedLayer[] = [];
  let place: Place = { name: input.name, channels: input.dims[0] };
  for (const stage of stages) {
    place = planStep(layers, stage.name, stage.step, place);
    if (stage.tap !== undefined) layers.push({ name: stage.tap, op: 'globalAverage', input: place.name });
  }
  return layers;
}

/** Appends a step's layers and returns where it ends. */
function planStep(layers: PlannedLayer[], stage: string, step: Step, from: Place): Place {
  const name = step.name === '' ? stage : `${stage}.${step.name}`;
  switch (step.kind) {
    case 'conv': {
      const dims = [step.channels, from.channels, ...step.kernel] as const;
      layers.push({ op: 'convNormRelu', name, input: from.name, window: windowOf(step), dims });
      return { name, channels: step.channels };
    }
    case 'maxPool':
    case 'averagePool':
      layers.push({ op: step.kind, name, input: from.name, window: windowOf(step) });
      return { name, channels: from.channels };
    case 'fork': {
      const ends = step.branches.map((branch) =>
        branch.reduce((at, next) => planStep(layers, stage, next, at), from),
      );
      layers.push({ op: 'concat', name, inputs: ends.map((end) => end.name) });
      return { name, channels: ends.reduce((sum, end) => sum + end.channels, 0) };
    }
  }
}

function windowOf(step: ConvStep | PoolStep): Window2d {
  const kernel = step.kind === 'conv' ? step.kernel : ([3, 3] as const);
  const padded = step.kind === 'conv' ? step.padding === 'same' : step.stride === 1;
  return {
    kernel,
    stride: [step.stride, step.stride],
    padding: padded ? [(kernel[0] - 1) / 2, (kernel[1] - 1) / 2] : [0, 0],
  };
}
