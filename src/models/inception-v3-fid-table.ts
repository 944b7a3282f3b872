/** A convolution without bias, then batch normalisation, then ReLU. */
export interface ConvStep {
  readonly kind: 'conv';
  /** Its own part of the keys of its parameters, after the stage's name; empty where the stage is this one layer. */
  readonly name: string;
  readonly channels: number;
  readonly kernel: readonly [number, number];
  readonly stride: 1 | 2;
  readonly padding: 'same' | 'valid';
}

/** A 3 x 3 pool: with stride 1 it keeps the size, with stride 2 it is unpadded. */
export interface PoolStep {
  readonly kind: 'maxPool' | 'averagePool';
  readonly name: string;
  readonly stride: 1 | 2;
}

/** Branches that read the same tensor, concatenated over channels in this order. */
export interface ForkStep {
  readonly kind: 'fork';
  readonly name: string;
  readonly branches: readonly (readonly Step[])[];
}

export type Step = ConvStep | PoolStep | ForkStep;

/** A named stage of the network: one layer of the stem, or a block. Its name begins the keys of its parameters. */
export interface Stage {
  readonly name: string;
  readonly step: Step;
  /** Name under which the spatial mean of this stage's output is offered. */
  readonly tap?: string;
}

const conv = (name: string, channels: number, kernel: readonly [number, number]): ConvStep => ({
  kind: 'conv',
  name,
  channels,
  kernel,
  stride: 1,
  padding: 'same',
});
const unpadded = (
  name: string,
  channels: number,
  kernel: readonly [number, number],
  stride: 1 | 2,
): ConvStep => ({
  ...conv(name, channels, kernel),
  stride,
  padding: 'valid',
});
const pool = (kind: PoolStep['kind'], stride: PoolStep['stride'], name = 'pool'): PoolStep => ({
  kind,
  name,
  stride,
});
const fork = (name: string, ...branches: readonly (readonly Step[])[]): ForkStep => ({
  kind: 'fork',
  name,
  branches,
});
const block = (...branches: readonly (readonly Step[])[]): ForkStep => fork('', ...branches);

const blockA = (poolChannels: number): ForkStep =>
  block(
    [conv('branch1x1', 64, [1, 1])],
    [conv('branch5x5_1', 48, [1, 1]), conv('branch5x5_2', 64, [5, 5])],
    [
      conv('branch3x3dbl_1', 64, [1, 1]),
      conv('branch3x3dbl_2', 96, [3, 3]),
      conv('branch3x3dbl_3', 96, [3, 3]),
    ],
    [pool('averagePool', 1), conv('branch_pool', poolChannels, [1, 1])],
  );

const blockB = block(
  [unpadded('branch3x3', 384, [3, 3], 2)],
  [
    conv('branch3x3dbl_1', 64, [1, 1]),
    conv('branch3x3dbl_2', 96, [3, 3]),
    unpadded('branch3x3dbl_3', 96, [3, 3], 2),
  ],
  [pool('maxPool', 2)],
);

const blockC = (inner: number): ForkStep =>
  block(
    [conv('branch1x1', 192, [1, 1])],
    [
      conv('branch7x7_1', inner, [1, 1]),
      conv('branch7x7_2', inner, [1, 7]),
      conv('branch7x7_3', 192, [7, 1]),
    ],
    [
      conv('branch7x7dbl_1', inner, [1, 1]),
      conv('branch7x7dbl_2', inner, [7, 1]),
      conv('branch7x7dbl_3', inner, [1, 7]),
      conv('branch7x7dbl_4', inner, [7, 1]),
      conv('branch7x7dbl_5', 192, [1, 7]),
    ],
    [pool('averagePool', 1), conv('branch_pool', 192, [1, 1])],
  );

const blockD = block(
  [conv('branch3x3_1', 192, [1, 1]), unpadded('branch3x3_2', 320, [3, 3], 2)],
  [
    conv('branch7x7x3_1', 192, [1, 1]),
    conv('branch7x7x3_2', 192, [1, 7]),
    conv('branch7x7x3_3', 192, [7, 1]),
    unpadded('branch7x7x3_4', 192, [3, 3], 2),
  ],
  [pool('maxPool', 2)],
);

const blockE = (lastPool: PoolStep['kind']): ForkStep =>
  block(
    [conv('branch1x1', 320, [1, 1])],
    [
      conv('branch3x3_1', 384, [1, 1]),
      fork('branch3x3_2', [conv('branch3x3_2a', 384, [1, 3])], [conv('branch3x3_2b', 384, [3, 1])]),
    ],
    [
      conv('branch3x3dbl_1', 448, [1, 1]),
      conv('branch3x3dbl_2', 384, [3, 3]),
      fork('branch3x3dbl_3', [conv('branch3x3dbl_3a', 384, [1, 3])], [conv('branch3x3dbl_3b', 384, [3, 1])]),
    ],
    [pool(lastPool, 1), conv('branch_pool', 192, [1, 1])],
  );

/**
 * The FID variant of Inception v3, from the image to the last block. Its order is that of the state dict.
 * @source arXiv:1512.00567 (the blocks); the 2015-12-05 TensorFlow graph (pools that do not count padding, and a max
 *   pool in the last block, where the paper averages)
 */
export const stages: readonly Stage[] = [
  { name: 'Conv2d_1a_3x3', step: unpadded('', 32, [3, 3], 2) },
  { name: 'Conv2d_2a_3x3', step: unpadded('', 32, [3, 3], 1) },
  { name: 'Conv2d_2b_3x3', step: conv('', 64, [3, 3]) },
  { name: 'MaxPool_1', step: pool('maxPool', 2, ''), tap: '64' },
  { name: 'Conv2d_3b_1x1', step: conv('', 80, [1, 1]) },
  { name: 'Conv2d_4a_3x3', step: unpadded('', 192, [3, 3], 1) },
  { name: 'MaxPool_2', step: pool('maxPool', 2, ''), tap: '192' },
  { name: 'Mixed_5b', step: blockA(32) },
  { name: 'Mixed_5c', step: blockA(64) },
  { name: 'Mixed_5d', step: blockA(64) },
  { name: 'Mixed_6a', step: blockB },
  { name: 'Mixed_6b', step: blockC(128) },
  { name: 'Mixed_6c', step: blockC(160) },
  { name: 'Mixed_6d', step: blockC(160) },
  { name: 'Mixed_6e', step: blockC(192), tap: '768' },
  { name: 'Mixed_7a', step: blockD },
  { name: 'Mixed_7b', step: blockE('averagePool') },
  { name: 'Mixed_7c', step: blockE('maxPool'), tap: '2048' },
];
