import { poseModels } from './pose-models.js';

/** A file of a model as it lies in the cache. */
export interface ModelFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export type ModelSource =
  | { readonly kind: 'https'; readonly url: string }
  | {
      /** Files of an npm package, got through the user's own npm. */
      readonly kind: 'npm';
      readonly package: string;
      readonly version: string;
      readonly sizeBytes: number;
      /** Of the tarball, as npm states it: `sha512-` and base64. */
      readonly integrity: string;
      /** Path inside the tarball, by the file's name in the cache. */
      readonly paths: Readonly<Record<string, string>>;
    };

/** A network whose weights gan-eval can fetch. */
export interface ModelDescriptor {
  readonly name: string;
  readonly title: string;
  readonly licence: { readonly spdx: string; readonly holder: string; readonly note: string };
  readonly source: ModelSource;
  readonly files: readonly ModelFile[];
  /** Whether FIDs computed with it compare with published ones; not said of networks that give no features. */
  readonly comparable?: boolean;
  readonly note: string;
  /** What else to do where it cannot be fetched; a sentence. */
  readonly alternative?: string;
}

const nsfwjsFolder = 'package/dist/models/inception_v3';

const nsfwjsFiles: readonly ModelFile[] = [
  ['model.min.js', 177909, '8c2b793b9d277840fc757725bf3b135c96d5a54ec020e2b4ab569fc3df6b3848'],
  ['group1-shard1of6.min.js', 5593186, 'e9316ac20ff634f990e483062050afe9a4826885c3a212d676ce2cfda93a4884'],
  ['group1-shard2of6.min.js', 5593186, '467b33d62b4c470edf8acd3da554e331f2d49f3f93ddd718f944f595c516cd82'],
  ['group1-shard3of6.min.js', 5593186, '075300e057ca7e9fd2e282afbc3a6596a0404288c94bf781e9b20658cbeee664'],
  ['group1-shard4of6.min.js', 5593186, 'b51ee46e062e752e81c28761a56369432671bfb3d59f4f062f5bd4dd58ff5303'],
  ['group1-shard5of6.min.js', 5593186, 'd4149969b3c61e0d4dde1d4f555f5b00f4fc87f6bab1a4cd4967b24f62725de6'],
  ['group1-shard6of6.min.js', 1853246, 'b684762a7d7c39b80183d260bdab6f072321349300f9f2ff144a085a382acfc4'],
  ['LICENSE', 1075, '2f7fe40b4f0d97020f0a0dc2214d637471f6204e565eb83e9fd414f0e5287d94'],
].map(([name, sizeBytes, sha256]) => ({ name, sizeBytes, sha256 }) as ModelFile);

/** The networks that gan-eval knows. */
export const catalogue: readonly ModelDescriptor[] = [
  {
    name: 'inception-v3-fid',
    title: 'Inception v3 of 2015-12-05, the network that FID is defined with',
    licence: {
      spdx: 'Apache-2.0',
      holder: 'The TensorFlow Authors (weights); Maximilian Seitzer (conversion to PyTorch)',
      note: 'Published by the pytorch-fid project (Apache-2.0); the weights come from the TensorFlow models project (Apache-2.0) and were trained on ImageNet.',
    },
    source: {
      kind: 'https',
      url: 'https://github.com/mseitzer/pytorch-fid/releases/download/fid_weights/pt_inception-2015-12-05-6726825d.pth',
    },
    files: [
      {
        name: 'pt_inception-2015-12-05-6726825d.pth',
        sizeBytes: 95_628_359,
        sha256: '6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2',
      },
    ],
    comparable: true,
    note: 'Its FIDs compare with published ones of the same resize mode.',
    alternative:
      'Or use --features inception-v3-nsfwjs, which comes through npm; its FIDs rank generators but do not compare with published ones.',
  },
  {
    name: 'inception-v3-nsfwjs',
    title: 'Inception v3 of the npm package nsfwjs, 8-bit weights',
    licence: {
      spdx: 'MIT',
      holder: 'Infinite Red, Inc.',
      note: "The package's LICENSE covers all its files and is kept beside them; its README names GantMan/nsfw_model as the origin of the models.",
    },
    source: {
      kind: 'npm',
      package: 'nsfwjs',
      version: '4.4.0',
      sizeBytes: 24_973_068,
      integrity:
        'sha512-krC1fgeTLXtZwgdpKJ0jm7hqv0gTSRQQRL+FhOaxaJ9Wj92t42BO3csO2odwgTAgZgf2RvkwPtp0R8Aa7dc+MA==',
      paths: Object.fromEntries(
        nsfwjsFiles.map(({ name }) => [
          name,
          name === 'LICENSE' ? `package/${name}` : `${nsfwjsFolder}/${name}`,
        ]),
      ),
    },
    files: nsfwjsFiles,
    comparable: false,
    note: 'Ranks generators; its FIDs do not compare with published ones.',
  },
  ...poseModels,
];
