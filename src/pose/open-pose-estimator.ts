import { readFile } from 'node:fs/promises';
import { didYouMean } from '../config/did-you-mean.js';
import { onnxRuntime } from '../engines/onnxruntime.js';
import { UsageError } from '../errors.js';
import { ensureModel, type ModelProgress } from '../models/ensure-model.js';
import { tfjsGraphToOnnx } from '../models/tfjs/graph-to-onnx.js';
import { builtInEstimators } from './built-in-estimators.js';
import { onnxPoseEstimator } from './onnx-pose-estimator.js';
import { networkPoseEstimator, type PoseEstimator } from './pose-estimator.js';

export const DEFAULT_POSE_ESTIMATOR = 'movenet-thunder';

export interface PoseEstimatorRequest {
  /** Name of a built-in estimator, or the path of an ONNX file with its JSON beside it. */
  readonly pose: string;
  readonly device: string;
}

/**
 * Makes a pose estimator ready, fetching the weights of a built-in one if they are not in the cache.
 * @throws UsageError for an unknown name, or if the weights are not to be had
 * @throws InputError if a network's file or the JSON beside it cannot be used
 */
export async function openPoseEstimator(
  { pose, device }: PoseEstimatorRequest,
  onModelProgress?: ModelProgress,
): Promise<PoseEstimator> {
  if (/\.onnx$/i.test(pose)) return onnxPoseEstimator(pose, onnxRuntime, device);
  const builtIn = builtInEstimators.find(({ name }) => name === pose);
  if (builtIn === undefined) {
    const names = builtInEstimators.map(({ name }) => name);
    throw new UsageError(
      `Unknown pose estimator '${pose}'.${didYouMean(pose, names)} Built in: ${names.join(', ')}; or give the path of an .onnx file.`,
    );
  }
  const { name, settings } = builtIn;
  const model = await ensureModel(name, onModelProgress);
  return networkPoseEstimator({
    name,
    weightsSha256: model.sha256,
    runsOn: `${onnxRuntime.name} ${onnxRuntime.version}, ${device}`,
    settings,
    load: async () => {
      const bytes = await convert(name, model.files);
      return onnxRuntime.load({ kind: 'model', name, bytes }, device);
    },
  });
}

async function convert(name: string, paths: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const contents = await Promise.all(
    Array.from(paths, async ([file, path]) => [file, await readFile(path)] as const),
  );
  const files = new Map(contents);
  return tfjsGraphToOnnx(name, files.get(`${name}.json`)?.toString() ?? '', files);
}
