import type { Tensor as TfjsTensor, io } from '@tensorflow/tfjs-core';
import type { Port } from './engine.js';
import type { TfjsModelFile } from './tfjs-model-file.js';
import type { TfjsModules } from './tfjs-runtime.js';

/** A graph or layers model in TensorFlow.js, seen alike. */
export interface TfjsModel {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** @param inputs - one for each of {@link inputs}, by name @returns as many outputs as are named, in that order */
  predict(inputs: Readonly<Record<string, TfjsTensor>>, outputs: readonly string[]): TfjsTensor[];
  dispose(): void;
}

/** Loads a model with the io handler that is given. Names are those that the converter to ONNX gives as well. */
export function loadTfjsModel(
  tf: TfjsModules,
  model: TfjsModelFile,
  handler: io.IOHandler,
): Promise<TfjsModel> {
  return model.format === 'graph-model' ? loadGraph(tf, model, handler) : loadLayers(tf, handler);
}

async function loadGraph(tf: TfjsModules, file: TfjsModelFile, handler: io.IOHandler): Promise<TfjsModel> {
  const model = await tf.loadGraphModel(handler);
  const signed = file.signature?.outputs;
  const outputs = signed
    ? Object.values(signed).map(({ name, dtype = '', tensorShape }) => ({
        reference: name,
        port: {
          name: name.replace(/:\d+$/, ''),
          type: types[dtype] ?? 'float32',
          dims: tensorShape?.dim?.map(({ size }) => size) ?? [],
        },
      }))
    : model.outputNodes.map((name) => ({ reference: name, port: { name, type: 'float32', dims: [] } }));
  return {
    inputs: model.inputs.map(({ name, dtype, shape }) => ({ name, type: dtype, dims: [...(shape ?? [])] })),
    outputs: outputs.map(({ port }) => port),
    predict(inputs, names) {
      const references = names.map((name) => outputs.find(({ port }) => port.name === name)!.reference);
      return list(model.execute({ ...inputs }, references));
    },
    dispose: () => {
      model.dispose();
    },
  };
}

async function loadLayers(tf: TfjsModules, handler: io.IOHandler): Promise<TfjsModel> {
  const model = await tf.loadLayersModel(handler);
  const outputs = model.outputs.map((tensor, i) => portOf(model.outputNames[i]!, tensor));
  return {
    inputs: model.inputs.map((tensor, i) => portOf(model.inputNames[i]!, tensor)),
    outputs,
    predict(inputs, names) {
      const made = list(model.predictOnBatch(model.inputNames.map((name) => inputs[name]!)));
      tf.dispose(made.filter((_, i) => !names.includes(outputs[i]!.name)));
      return names.map((name) => made[outputs.findIndex((port) => port.name === name)]!);
    },
    dispose: () => {
      model.dispose();
    },
  };
}

interface Symbolic {
  readonly dtype: string;
  readonly shape: readonly (number | null)[];
}

const portOf = (name: string, { dtype, shape }: Symbolic): Port => ({
  name,
  type: dtype,
  dims: shape.map((dim) => dim ?? -1),
});

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** TensorFlow's names of element types that are not those of ONNX. */
const types: Readonly<Record<string, string>> = { DT_FLOAT: 'float32', DT_INT32: 'int32', DT_BOOL: 'bool' };
