import { access } from 'node:fs/promises';
import type { RunFile } from '../../config/run-file.js';
import { fileHash } from '../../models/file-hash.js';
import { commonVersions } from '../shards/common-versions.js';
import { fingerprintAt } from '../shards/set-fingerprint.js';
import type { PlannedPoint, RunPlan } from './run-plan.js';

/** All of a configuration that samples, features and looks depend on; gates or a title may change before the merge. */
const DECISIVE: readonly (keyof RunFile)[] = [
  'real',
  'conditions',
  'seed',
  'samples',
  'engine',
  'device',
  'onError',
  'features',
  'generators',
  'metrics',
  'control',
];

/** What all shards of a run, and their merge, have in common. Known before anything is computed. */
export async function commonOfRun({
  file,
  real,
  realCount,
  extractor,
  eyes,
  points,
}: RunPlan): Promise<Record<string, string>> {
  return {
    ...Object.fromEntries(DECISIVE.map((key) => [key, JSON.stringify(file[key] ?? null)])),
    'real set': realCount === null ? await fileHash(real, 'sha256', 'hex') : await fingerprintAt(real),
    'feature network': await networkHash(extractor.features),
    ...(eyes && {
      'pose network': await networkHash(eyes.pose),
      'outfit network': await networkHash(eyes.features),
    }),
    ...Object.fromEntries(await Promise.all(points.map(commonOfPoint))),
    ...commonVersions(),
  };
}

async function commonOfPoint({ id, identity, runsOn, conditions }: PlannedPoint): Promise<[string, string]> {
  const manifest = conditions === undefined ? 'none' : await fileHash(conditions, 'sha256', 'hex');
  return [`generator of ${id}`, `${identity.sha256}, ${runsOn}, conditions ${manifest}`];
}

/** Of a user's network, of its file and the settings beside it; a built-in one is told by its name and the version of gan-eval. */
async function networkHash(name: string): Promise<string> {
  if (!/\.onnx$/i.test(name)) return name;
  const settings = name.replace(/\.onnx$/i, '.json');
  const hasSettings = await access(settings).then(
    () => true,
    () => false,
  );
  const hashes = [name, ...(hasSettings ? [settings] : [])].map((path) => fileHash(path, 'sha256', 'hex'));
  return (await Promise.all(hashes)).join(' ');
}
