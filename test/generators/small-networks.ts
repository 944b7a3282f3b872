import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OnnxBuilder } from '../../src/engines/onnx-builder.js';
import { FLOAT, INT64 } from '../../src/engines/onnx-schema.js';

/** Images of the small generators. */
export const SMALL = { widthPx: 4, heightPx: 3 } as const;
const AREA = SMALL.widthPx * SMALL.heightPx;
const LATENT = 5;

/** Element (i, j) of the matrix from latents to values, so that an oracle can do the same sum. */
export const weightOf = (i: number, j: number): number => Math.sin(1 + i * 7 + j * 3) / 2;

export function weights(rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, at) =>
    weightOf(Math.floor(at / columns), at % columns),
  );
}

/** tanh(z . W), as N x 3 x 3 x 4. @param batch - -1: any */
export function unconditionalNetwork(batch = -1): Uint8Array {
  const onnx = new OnnxBuilder();
  const z = onnx.input('z', FLOAT, [batch, LATENT]);
  const w = onnx.constant({ dims: [LATENT, 3 * AREA], data: weights(LATENT, 3 * AREA) });
  const values = onnx.node('Tanh', [onnx.node('MatMul', [z, w])]);
  const shape = onnx.int64(-1, 3, SMALL.heightPx, SMALL.widthPx);
  onnx.output('image', FLOAT, onnx.node('Reshape', [values, shape]));
  return onnx.encode('unconditional');
}

/** Passes its latent through, as one value a pixel: what the network gives is what the test puts in. */
export function mirrorNetwork(): Uint8Array {
  const onnx = new OnnxBuilder();
  const z = onnx.input('z', FLOAT, [-1, 3 * AREA]);
  const shape = onnx.int64(-1, 3, SMALL.heightPx, SMALL.widthPx);
  onnx.output('image', FLOAT, onnx.node('Reshape', [z, shape]));
  return onnx.encode('mirror');
}

/** w = 2 z, N x 12. */
export function mappingNetwork(): Uint8Array {
  const onnx = new OnnxBuilder();
  const z = onnx.input('z', FLOAT, [-1, AREA]);
  onnx.output('w', FLOAT, onnx.node('Add', [z, z]));
  return onnx.encode('mapping');
}

/** Three layers, of which each makes a colour: tanh(w / 4). */
export function synthesisNetwork(layers = 3): Uint8Array {
  const onnx = new OnnxBuilder();
  const w = onnx.input('styles', FLOAT, [-1, layers, AREA]);
  const values = onnx.node('Tanh', [onnx.node('Mul', [w, onnx.scalar(0.25)])]);
  const shape = onnx.int64(-1, 3, SMALL.heightPx, SMALL.widthPx);
  onnx.output('image', FLOAT, onnx.node('Reshape', [values, shape]));
  return onnx.encode('synthesis');
}

/**
 * Red: the map of the right ankle. Green: the first article's red. Blue: gain * (class + mean of the latent); two classes.
 */
export function conditionalNetwork(): Uint8Array {
  const onnx = new OnnxBuilder();
  const { heightPx, widthPx } = SMALL;
  const z = onnx.input('z', FLOAT, [-1, LATENT]);
  const pose = onnx.input('pose', FLOAT, [-1, 16, heightPx, widthPx]);
  const articles = onnx.input('articles', FLOAT, [-1, 6, heightPx, widthPx]);
  const label = onnx.input('class', INT64, [-1]);
  const gain = onnx.input('gain', FLOAT, []);
  const channel = (value: string): string =>
    onnx.node('Slice', [value, onnx.int64(0), onnx.int64(1), onnx.int64(1)]);
  const mean = onnx.node('ReduceMean', [z], { axes: [1], keepdims: 1 });
  const index = onnx.node('Unsqueeze', [onnx.node('Cast', [label], { to: FLOAT }), onnx.int64(1)]);
  const sum = onnx.node('Mul', [onnx.node('Add', [mean, index]), gain]);
  const spread = onnx.node('Reshape', [sum, onnx.int64(-1, 1, 1, 1)]);
  const blue = onnx.node('Add', [onnx.node('Mul', [channel(pose), onnx.scalar(0)]), spread]);
  onnx.output('image', FLOAT, onnx.node('Concat', [channel(pose), channel(articles), blue], { axis: 1 }));
  return onnx.encode('conditional');
}

/** The description of the unconditional network, to be varied. */
export const unconditionalFile = {
  loader: 'onnx',
  kind: 'unconditional',
  file: 'net.onnx',
  image: SMALL,
  latent: { input: 'z', size: LATENT },
  output: { range: [-1, 1] },
} as const;

/** The description of mapping.onnx and net.onnx. */
export const styleFile = {
  ...unconditionalFile,
  mapping: { file: 'mapping.onnx', synthesisInput: 'styles' },
  latent: { input: 'z', size: AREA },
  knobs: [{ name: 'psi', range: [0, 1], default: 1, enters: 'truncation' }],
  truncation: { mean: Array.from({ length: AREA }, (_, i) => i / AREA), cutoff: 2 },
} as const;

export const conditionalFile = {
  ...unconditionalFile,
  kind: 'conditional',
  pose: { input: 'pose', form: 'heatmaps', sigmaPx: 1 },
  outfit: { input: 'articles', slots: ['top', 'shoes'], ...SMALL, range: [0, 1] },
  labels: [{ input: 'class', label: 'class', classes: ['dress', 'suit'] }],
  knobs: [{ name: 'gain', range: [0, 2], default: 0.5, enters: { input: 'gain' } }],
  output: { range: [0, 1] },
} as const;

/** Writes a generator's folder. @returns its path */
export async function writeGenerator(
  folder: string,
  description: object,
  networks: Readonly<Record<string, Uint8Array>> = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'generator.json'), JSON.stringify(description));
  for (const [name, bytes] of Object.entries(networks)) await writeFile(join(folder, name), bytes);
  return folder;
}
