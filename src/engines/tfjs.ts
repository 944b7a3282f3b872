import { readFile } from 'node:fs/promises';
import type { Tensor as TfjsTensor } from '@tensorflow/tfjs-core';
import { InputError, UsageError } from '../errors.js';
import type { Engine, LoadedNetwork, NetworkSource } from './engine.js';
import { encodeOnnx } from './encode-onnx.js';
import { tfjsArtifacts } from './tfjs-artifacts.js';
import { loadTfjsModel, type TfjsModel } from './tfjs-model.js';
import { loadOnnx } from './tfjs-onnx/load-onnx.js';
import { fromTfjs, toTfjs } from './tfjs-tensors.js';
import { afterOthers, openTfjsRuntime, type TfjsRuntime } from './tfjs-runtime.js';

/**
 * TensorFlow.js on one of its devices. Its packages are optional and loaded here.
 * @throws UsageError for an unknown device, or one whose packages are not there or do not work
 */
export async function openTfjs(device: string): Promise<Engine> {
  const runtime = await openTfjsRuntime(device);
  return {
    device,
    runsOn: `tfjs ${runtime.tf.version_core}, ${device}`,
    takes: ['graph', 'model', 'onnx', 'tfjs'],
    load: (source) => load(runtime, source),
  };
}

async function load(runtime: TfjsRuntime, source: NetworkSource): Promise<LoadedNetwork> {
  const name = nameOf(source);
  try {
    return wrap(runtime, name, await inTurn(runtime, () => open(runtime, source)));
  } catch (cause) {
    const Failure = cause instanceof UsageError ? UsageError : InputError;
    throw new Failure(`${name}: TensorFlow.js cannot load this model (${oneLine(cause)}).`, { cause });
  }
}

async function open(runtime: TfjsRuntime, source: NetworkSource): Promise<TfjsModel> {
  switch (source.kind) {
    case 'tfjs': {
      const artifacts = tfjsArtifacts(source.name, source.model, source.files);
      return loadTfjsModel(runtime.tf, source.model, { load: () => Promise.resolve(artifacts) });
    }
    case 'graph':
      return loadOnnx(runtime, encodeOnnx(source.graph), undefined);
    case 'model':
      return loadOnnx(runtime, source.bytes, undefined);
    case 'onnx':
      return loadOnnx(runtime, await readFile(source.path), source.path);
  }
}

function nameOf(source: NetworkSource): string {
  if (source.kind === 'graph') return source.graph.name;
  return source.kind === 'onnx' ? source.path : source.name;
}

function wrap(runtime: TfjsRuntime, name: string, model: TfjsModel): LoadedNetwork {
  const { tf } = runtime;
  const ports = new Map(model.outputs.map((port) => [port.name, port]));
  let isDisposed = false;
  return {
    inputs: model.inputs,
    outputs: model.outputs,
    run: (inputs, outputs = model.outputs.map((port) => port.name)) =>
      inTurn(runtime, async () => {
        const given: Record<string, TfjsTensor> = {};
        let made: TfjsTensor[] = [];
        try {
          for (const port of model.inputs) given[port.name] = toTfjs(tf, port, inputs[port.name]);
          made = model.predict(given, outputs);
          const results = await Promise.all(
            made.map((tensor, i) => fromTfjs(tensor, ports.get(outputs[i]!)!)),
          );
          return Object.fromEntries(outputs.map((output, i) => [output, results[i]!]));
        } catch (cause) {
          throw new InputError(`${name}: TensorFlow.js cannot run this model (${oneLine(cause)}).`, {
            cause,
          });
        } finally {
          tf.dispose([Object.values(given), made]);
        }
      }),
    dispose() {
      if (!isDisposed) model.dispose();
      isDisposed = true;
      return Promise.resolve();
    },
  };
}

/** Does something on a runtime's backend. */
function inTurn<T>({ tf, backend }: TfjsRuntime, action: () => Promise<T>): Promise<T> {
  return afterOthers(async () => {
    await tf.setBackend(backend);
    return action();
  });
}

const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').replace(/\.$/, '').trim();
