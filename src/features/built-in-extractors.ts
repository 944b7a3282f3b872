import { readFile } from 'node:fs/promises';
import type { Preprocessing } from '../config/extractor-file.js';
import type { Network } from '../engines/graph.js';
import { readStateDict } from '../formats/pth.js';
import type { ResizeMode } from '../images/resize.js';
import { buildInceptionV3Fid, type inceptionV3FidOutputs } from '../models/inception-v3-fid.js';
import { buildInceptionV3Nsfwjs, type inceptionV3NsfwjsOutputs } from '../models/inception-v3-nsfwjs.js';
import type { Comparability } from './extractor.js';

/** A network that gan-eval knows, and how images are prepared for it. */
export interface BuiltInExtractor {
  /** Its weights' name in the catalogue of src/models. */
  readonly name: string;
  /** Outputs that can be read, each with its width. */
  readonly outputs: Readonly<Record<string, number>>;
  readonly defaultOutput: string;
  readonly defaultResize: ResizeMode;
  preprocessing(resize: ResizeMode): Preprocessing;
  comparability(output: string, resize: ResizeMode): Comparability;
  /** @param files - paths of the model's files, by name */
  build(files: ReadonlyMap<string, string>, output: string): Promise<Network>;
}

const inceptionInput = { widthPx: 299, heightPx: 299, fit: 'stretch', layout: 'nchw' } as const;

const repeat = (value: number): [number, number, number] => [value, value, value];

/** Whose published figures each resize mode reproduces. */
const tradition: Readonly<Record<ResizeMode, string>> = {
  tf1: 'torch-fidelity, TTUR and the StyleGAN code base',
  torch: 'pytorch-fid',
  clean: 'clean-fid',
};

export const builtInExtractors: readonly BuiltInExtractor[] = [
  {
    name: 'inception-v3-fid',
    outputs: {
      '64': 64,
      '192': 192,
      '768': 768,
      '2048': 2048,
      logits_unbiased: 1008,
      logits: 1008,
    } satisfies Record<(typeof inceptionV3FidOutputs)[number], number>,
    defaultOutput: '2048',
    defaultResize: 'tf1',
    // pytorch-fid scales to 2x/255 - 1; the TensorFlow line and clean-fid to (x - 128) / 128.
    preprocessing: (resize) => ({
      ...inceptionInput,
      resize,
      mean: repeat(resize === 'torch' ? 0.5 : 128 / 255),
      std: repeat(resize === 'torch' ? 0.5 : 128 / 255),
    }),
    comparability: (output, resize) =>
      output === '2048'
        ? { comparable: true, statement: `Compares with FIDs of ${tradition[resize]}.` }
        : { comparable: false, statement: `Output '${output}' is not the 2048 features of published FIDs.` },
    build: async (files, output) => {
      const [path] = files.values();
      return buildInceptionV3Fid(await readStateDict(path!), [output]);
    },
  },
  {
    name: 'inception-v3-nsfwjs',
    outputs: { '2048': 2048, logits: 5 } satisfies Record<(typeof inceptionV3NsfwjsOutputs)[number], number>,
    defaultOutput: '2048',
    defaultResize: 'clean',
    preprocessing: (resize) => ({ ...inceptionInput, resize, mean: repeat(0), std: repeat(1) }),
    comparability: () => ({
      comparable: false,
      statement:
        'Features of inception-v3-nsfwjs rank generators; the values do not compare with published FIDs ' +
        '(use --features inception-v3-fid for those).',
    }),
    build: async (files, output) => {
      const contents = await Promise.all(
        Array.from(files, async ([name, path]) => [name, await readFile(path)] as const),
      );
      return buildInceptionV3Nsfwjs(new Map(contents), [output]);
    },
  },
];
