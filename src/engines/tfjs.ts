import type { Tensor as TfjsTensor } from '@tensorflow/tfjs-core';
import { InputError, UsageError } from '../errors.js';
import type { Engine, LoadedNetwork, NetworkSource, Port } from './engine.js';
import type { Tensor } from './tensor.js';
import { tfjsArtifacts } from './tfjs-artifacts.js';
import { loadTfjsModel, type TfjsModel } from './tfjs-model.js';
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
    takes: ['tfjs'],
    load: (source) => load(runtime, source),
  };
}

async function load(runtime: TfjsRuntime, source: NetworkSource): Promise<LoadedNetwork> {
  if (source.kind !== 'tfjs') {
    const name =
      source.kind === 'onnx' ? source.path : source.kind === 'model' ? source.name : source.graph.name;
    throw new UsageError(
      `${name}: TensorFlow.js runs TensorFlow.js models alone. --engine onnxruntime runs this one.`,
    );
  }
  const { name, model: file, files } = source;
  const artifacts = tfjsArtifacts(name, file, files);
  const handler = { load: () => Promise.resolve(artifacts) };
  try {
    return wrap(runtime, name, await inTurn(runtime, () => loadTfjsModel(runtime.tf, file, handler)));
  } catch (cause) {
    throw new InputError(`${name}: TensorFlow.js cannot load this model (${oneLine(cause)}).`, { cause });
  }
}

function wrap(runtime: TfjsRuntime, name: string, model: TfjsModel): LoadedNetwork {
  const { tf } = runtime;
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
          const results = await Promise.all(made.map(fromTfjs));
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

function toTfjs(tf: TfjsRuntime['tf'], { name, type }: Port, tensor: Tensor | undefined): TfjsTensor {
  if (tensor === undefined) throw new InputError(`its input '${name}' is not given`);
  const { data, dims } = tensor;
  if (data instanceof BigInt64Array) throw new InputError(`'${name}' is int64, which TensorFlow.js lacks`);
  if (type === 'float32' || type === 'int32' || type === 'bool') return tf.tensor(data, [...dims], type);
  throw new InputError(`its input '${name}' is of type ${type}; expected float32, int32 or bool`);
}

async function fromTfjs(tensor: TfjsTensor): Promise<Tensor> {
  if (tensor.dtype !== 'float32' && tensor.dtype !== 'int32' && tensor.dtype !== 'bool') {
    throw new InputError(`an output is of type ${tensor.dtype}; expected float32, int32 or bool`);
  }
  // A copy: the plain backend hands out its own memory, which may be that of a weight.
  return { dims: tensor.shape, data: (await tensor.data()).slice() };
}

const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').replace(/\.$/, '').trim();
