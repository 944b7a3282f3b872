import { readFile, stat } from 'node:fs/promises';
import type { EngineChoice } from '../config/engine-choice.js';
import { didYouMean } from '../config/did-you-mean.js';
import type { Engine } from '../engines/engine.js';
import { openEngine } from '../engines/open-engine.js';
import { InputError, UsageError } from '../errors.js';
import { ensureModel, type ModelProgress } from '../models/ensure-model.js';
import { tfjsGraphToOnnx } from '../models/tfjs/graph-to-onnx.js';
import { builtInEstimators, type BuiltInEstimator } from './built-in-estimators.js';
import { onnxPoseEstimator } from './onnx-pose-estimator.js';
import { networkPoseEstimator, type EstimatorSettings } from './network-pose-estimator.js';
import type { PoseEstimator } from './pose-estimator.js';
import { PoseNetwork } from './pose-network.js';

export const DEFAULT_POSE_ESTIMATOR = 'movenet-thunder';

export interface PoseEstimatorRequest {
  /** Name of a built-in estimator, or the path of an ONNX file with its JSON beside it. */
  readonly pose: string;
  readonly engine: EngineChoice;
}

/**
 * Makes a pose estimator ready, fetching the weights of a built-in one if they are not in the cache.
 * @throws UsageError for an unknown name, or if the weights are not to be had
 * @throws InputError if a network's file or the JSON beside it cannot be used
 */
export async function openPoseEstimator(
  { pose, engine: choice }: PoseEstimatorRequest,
  onModelProgress?: ModelProgress,
): Promise<PoseEstimator> {
  if (/\.onnx$/i.test(pose)) return onnxPoseEstimator(pose, await openEngine(choice));
  const builtIn = findBuiltIn(pose);
  const engine = await openEngine(choice);
  const network = await openNetwork(builtIn, engine, onModelProgress);
  const finder =
    builtIn.finder === undefined
      ? undefined
      : await openNetwork(findBuiltIn(builtIn.finder), engine, onModelProgress);
  return networkPoseEstimator(network, engine.runsOn, finder);
}

/** The networks that an estimator takes weights for; none of one that is a file. @throws UsageError for an unknown name */
export function modelsOfEstimator(pose: string): string[] {
  if (/\.onnx$/i.test(pose)) return [];
  const { name, finder } = findBuiltIn(pose);
  return finder === undefined ? [name] : [name, finder];
}

/**
 * Finds out whether there is such an estimator. Loads and fetches nothing.
 * @throws UsageError for an unknown name
 * @throws InputError if a network's file is not there
 */
export async function requirePoseEstimator(pose: string): Promise<void> {
  if (!/\.onnx$/i.test(pose)) findBuiltIn(pose);
  else if ((await stat(pose).catch(() => undefined))?.isFile() !== true) {
    throw new InputError(`${pose}: no such file. Expected an ONNX network with its JSON beside it.`);
  }
}

function findBuiltIn(pose: string): BuiltInEstimator {
  const builtIn = builtInEstimators.find(({ name }) => name === pose);
  if (builtIn) return builtIn;
  const names = builtInEstimators.map(({ name }) => name);
  throw new UsageError(
    `Unknown pose estimator '${pose}'.${didYouMean(pose, names)} Built in: ${names.join(', ')}; or give the path of an .onnx file.`,
  );
}

async function openNetwork(
  { name, settings }: BuiltInEstimator,
  engine: Engine,
  onModelProgress?: ModelProgress,
): Promise<PoseNetwork<EstimatorSettings>> {
  const model = await ensureModel(name, onModelProgress);
  return new PoseNetwork({
    name,
    weightsSha256: model.sha256,
    settings,
    load: async () => {
      const bytes = await convert(name, model.files);
      return engine.load({ kind: 'model', name, bytes });
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
