import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { schemaProblems } from '../config/schema-problems.js';
import { poseNetworkFileSchema, type PoseNetworkFile } from '../config/pose-network-file.js';
import type { Engine, LoadedNetwork } from '../engines/engine.js';
import { InputError } from '../errors.js';
import { parseJson } from '../formats/parse-json.js';
import { onnxHash } from '../models/onnx-hash.js';
import { parseJoints } from './joint-names.js';
import { networkPoseEstimator, type EstimatorSettings } from './network-pose-estimator.js';
import type { PoseEstimator } from './pose-estimator.js';
import { PoseNetwork } from './pose-network.js';

/**
 * An estimator over a user's ONNX file, with the JSON beside it (`net.json` for `net.onnx`) saying what it takes and gives.
 * @throws InputError if a file is not there or cannot be used, or the two contradict
 * @throws UsageError for a joint's name that is not known
 */
export async function onnxPoseEstimator(path: string, engine: Engine): Promise<PoseEstimator> {
  if (!(await isFile(path))) throw new InputError(`${path}: no such file. Expected an ONNX network.`);
  const file = await readSettings(path.replace(/\.onnx$/i, '') + '.json');
  const joints = parseJoints(file.joints);
  const network = await engine.load({ kind: 'onnx', path });
  try {
    const settings: EstimatorSettings = {
      ...file,
      ...inputSize(path, network, file),
      output: chooseOutput(path, network, file),
      joints,
      looksForOthers: file.looksForOthers && hasScores(file),
    };
    return networkPoseEstimator(
      new PoseNetwork({
        name: basename(path),
        weightsSha256: await onnxHash(path),
        settings,
        load: () => Promise.resolve(network),
      }),
      engine.runsOn,
    );
  } catch (error) {
    await network.dispose();
    throw error;
  }
}

async function readSettings(path: string): Promise<PoseNetworkFile> {
  if (!(await isFile(path))) {
    throw new InputError(
      `${path}: no such file. It has to say what the network takes and gives; see docs/pose.md.`,
    );
  }
  let json: unknown;
  try {
    json = parseJson(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new InputError(`${path}: is not JSON (${(cause as Error).message}).`, { cause });
  }
  const parsed = poseNetworkFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${path}: cannot be used as settings of a pose network.\n${schemaProblems(parsed.error)}`,
  );
}

/** Without scores every place in an image is a person. */
function hasScores({ output }: PoseNetworkFile): boolean {
  return output.kind === 'heatmap' || output.fields.includes('score');
}

function inputSize(
  path: string,
  { inputs: [input, ...others] }: LoadedNetwork,
  file: PoseNetworkFile,
): Pick<EstimatorSettings, 'widthPx' | 'heightPx'> {
  if (input?.dims.length !== 4 || others.length > 0 || (input.type !== 'float32' && input.type !== 'int32')) {
    throw new InputError(`${path}: expected one input of 4 dimensions, float32 or int32.`);
  }
  const [, a = -1, b = -1, c = -1] = input.dims;
  const [channels, height, width] = file.layout === 'nchw' ? [a, b, c] : [c, a, b];
  const widthPx = file.widthPx ?? width;
  const heightPx = file.heightPx ?? height;
  const differs = (own: number, wanted: number) => own > 0 && own !== wanted;
  if (differs(channels, 3) || differs(width, widthPx) || differs(height, heightPx)) {
    throw new InputError(
      `${path}: takes ${input.dims.join(' x ')}, but its settings give ${widthPx} x ${heightPx} RGB images as ${file.layout}.`,
    );
  }
  if (widthPx < 1 || heightPx < 1) {
    throw new InputError(`${path}: takes any size; set widthPx and heightPx in the JSON beside it.`);
  }
  return { widthPx, heightPx };
}

function chooseOutput(
  path: string,
  { outputs }: LoadedNetwork,
  { output }: PoseNetworkFile,
): PoseNetworkFile['output'] {
  const names = outputs.map(({ name }) => name);
  const name = output.name ?? (names.length === 1 ? names[0] : undefined);
  if (name !== undefined && names.includes(name)) return { ...output, name };
  throw new InputError(
    `${path}: ${output.name === undefined ? 'has several outputs' : `has no output '${output.name}'`}; ` +
      `set output.name in the JSON beside it to one of: ${names.join(', ')}.`,
  );
}

async function isFile(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() === true;
}
