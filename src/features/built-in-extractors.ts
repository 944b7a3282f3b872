import { readFile } from 'node:fs/promises';
import type { Preprocessing } from '../config/extractor-file.js';
import type { ByRole } from '../config/feature-role.js';
import type { Network } from '../engines/graph.js';
import { readStateDict } from '../formats/pth.js';
import type { ResizeMode } from '../images/resize.js';
import { buildInceptionV3Fid, type inceptionV3FidOutputs } from '../models/inception-v3-fid.js';
import { buildInceptionV3Nsfwjs, type inceptionV3NsfwjsOutputs } from '../models/inception-v3-nsfwjs.js';
import { PATCH_MAP, PATCH_WIDTH } from '../models/patch-output.js';
import { SPATIAL_WIDTH } from '../models/spatial-output.js';
import type { Comparability, PlaceGrid } from './extractor.js';

/** A network that gan-eval knows, and how images are prepared for it. */
export interface BuiltInExtractor {
  /** Its weights' name in the catalogue of src/models. */
  readonly name: string;
  /** Outputs that can be read, each with its width. */
  readonly outputs: Readonly<Record<string, number>>;
  /** The places of those outputs that are read as maps. */
  readonly maps: Readonly<Record<string, PlaceGrid>>;
  /** What is read for each role; the features can be others (--tap). */
  readonly roles: Readonly<Record<'features', string>> & ByRole<string>;
  /** Why a role has no output, and what would have one. */
  readonly lacks: ByRole<string>;
  readonly defaultResize: ResizeMode;
  preprocessing(resize: ResizeMode): Preprocessing;
  comparability(output: string, resize: ResizeMode): Comparability;
  /** @param files - paths of the model's files, by name */
  build(files: ReadonlyMap<string, string>, outputs: readonly string[]): Promise<Network>;
}

const inceptionInput = { widthPx: 299, heightPx: 299, fit: 'stretch', layout: 'nchw' } as const;

const repeat = (value: number): [number, number, number] => [value, value, value];

/** Whose published figures each resize mode reproduces. */
const tradition: Readonly<Record<ResizeMode, string>> = {
  tf1: 'torch-fidelity, TTUR and the StyleGAN code base',
  torch: 'pytorch-fid',
  clean: 'clean-fid',
};

/** What is published on an output, and by whom, in words; other outputs and modes give figures of their own. */
function inceptionComparability(output: string, resize: ResizeMode): Comparability {
  if (output === '2048')
    return { comparable: true, statement: `Compares with FIDs of ${tradition[resize]}.` };
  const published: Readonly<Record<string, string>> = {
    logits_unbiased: 'Inception Scores of torch-fidelity',
    spatial: "sFIDs of guided-diffusion's evaluator",
  };
  const figures = published[output];
  if (figures === undefined) {
    return { comparable: false, statement: `Output '${output}' is not the 2048 features of published FIDs.` };
  }
  return resize === 'tf1'
    ? { comparable: true, statement: `Compares with ${figures}.` }
    : {
        comparable: false,
        statement: `Only with --resize tf1 does output '${output}' compare with ${figures}.`,
      };
}

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
      spatial: SPATIAL_WIDTH,
      patches: PATCH_WIDTH,
    } satisfies Record<(typeof inceptionV3FidOutputs)[number], number>,
    roles: { features: '2048', logits: 'logits_unbiased', spatial: 'spatial', patches: 'patches' },
    maps: { patches: PATCH_MAP },
    lacks: {},
    defaultResize: 'tf1',
    // pytorch-fid scales to 2x/255 - 1; the TensorFlow line and clean-fid to (x - 128) / 128.
    preprocessing: (resize) => ({
      ...inceptionInput,
      resize,
      mean: repeat(resize === 'torch' ? 0.5 : 128 / 255),
      std: repeat(resize === 'torch' ? 0.5 : 128 / 255),
    }),
    comparability: inceptionComparability,
    build: async (files, outputs) => {
      const [path] = files.values();
      return buildInceptionV3Fid(await readStateDict(path!), outputs);
    },
  },
  {
    name: 'inception-v3-nsfwjs',
    outputs: { '2048': 2048, logits: 5, spatial: SPATIAL_WIDTH, patches: PATCH_WIDTH } satisfies Record<
      (typeof inceptionV3NsfwjsOutputs)[number],
      number
    >,
    roles: { features: '2048', spatial: 'spatial', patches: 'patches' },
    maps: { patches: PATCH_MAP },
    lacks: {
      logits:
        'inception-v3-nsfwjs knows five classes of its own, not those of ImageNet; use --features inception-v3-fid',
    },
    defaultResize: 'clean',
    preprocessing: (resize) => ({ ...inceptionInput, resize, mean: repeat(0), std: repeat(1) }),
    comparability: () => ({
      comparable: false,
      statement:
        'Features of inception-v3-nsfwjs rank generators; the values do not compare with published FIDs ' +
        '(use --features inception-v3-fid for those).',
    }),
    build: async (files, outputs) => {
      const contents = await Promise.all(
        Array.from(files, async ([name, path]) => [name, await readFile(path)] as const),
      );
      return buildInceptionV3Nsfwjs(new Map(contents), outputs);
    },
  },
];
