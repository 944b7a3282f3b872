import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import { InputError, UsageError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { deviceAdvice } from './device-advice.js';
import { encodeOnnx } from './encode-onnx.js';
import type { Engine, LoadedNetwork, NetworkSource, Port } from './engine.js';
import { externalWeights } from './external-weights.js';
import { openHere, type OnnxInput, type OnnxSession, type OnnxValue } from './onnx-session.js';
import { openInThreads } from './onnx-threads.js';
import type { Tensor } from './tensor.js';
import { tfjsDevices } from './tfjs-runtime.js';
import type { ThreadSplit } from './thread-split.js';
import { weightsBeside } from './weights-beside.js';

// The runtime prints failures to stderr besides throwing them; the exception carries all that it says.
ort.env.logLevel = 'fatal';

export const onnxRuntimeVersion = ort.env.versions.common;

/** Devices that this build of the runtime offers here. */
export const onnxRuntimeDevices: readonly string[] = ort.listSupportedBackends().map(({ name }) => name);

/**
 * ONNX Runtime on one device. `cpu` is inside the npm package; others depend on the platform's build of the runtime and
 * on libraries of the user's machine, so a device counts as there only once a network runs on it.
 * @throws UsageError for an unknown device
 */
export function onnxRuntime(device = 'cpu'): Engine {
  if (!onnxRuntimeDevices.includes(device)) {
    throw new UsageError(
      `Device '${device}' is not known to ONNX Runtime here. It offers: ${onnxRuntimeDevices.join(', ')}.` +
        (tfjsDevices.some((other) => other === device) ? ` --engine tfjs has '${device}'.` : ''),
    );
  }
  return {
    device,
    runsOn: `onnxruntime ${onnxRuntimeVersion}, ${device}`,
    takes: ['graph', 'model', 'onnx'],
    load: (source, split) => load(source, device, split),
  };
}

type OnnxSource = Exclude<NetworkSource, { readonly kind: 'tfjs' }>;

async function load(source: NetworkSource, device: string, split?: ThreadSplit): Promise<LoadedNetwork> {
  if (source.kind === 'tfjs') {
    throw new UsageError(
      `${source.name}: ONNX Runtime does not run TensorFlow.js models as they are. --engine tfjs does.`,
    );
  }
  // GPUs since Ampere would round the operands of float32 products to 10 bits (TF32). The package passes no such option on to CUDA.
  if (device !== 'cpu') process.env.NVIDIA_TF32_OVERRIDE = '0';
  const options: ort.InferenceSession.SessionOptions = {
    executionProviders: [device],
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
  };
  if (source.kind === 'onnx') await checkWeights(source.path);
  try {
    return wrap(await createSession(source, options, split), split?.lanes ?? 1);
  } catch (cause) {
    throw await explain(source, device, cause);
  }
}

/** The runtime opens whatever path a file names. */
async function checkWeights(path: string): Promise<void> {
  const model = await readFile(path).catch((cause: unknown) => {
    throw new InputError(`${path}: cannot be read: ${reason(cause)}. Expected a network.`, { cause });
  });
  for (const location of externalWeights(model)) await weightsBeside(path, location);
}

function createSession(
  source: OnnxSource,
  options: ort.InferenceSession.SessionOptions,
  split?: ThreadSplit,
): Promise<OnnxSession> {
  const model = source.kind === 'onnx' ? source.path : modelBytes(source);
  return split ? openInThreads(model, options, split) : openHere(model, options);
}

function modelBytes(source: Exclude<OnnxSource, { readonly kind: 'onnx' }>): Uint8Array {
  return source.kind === 'model' ? source.bytes : encodeOnnx(source.graph);
}

/** Tells a device that does not work from a network that does not load: the CPU takes every sound network. */
async function explain(source: OnnxSource, device: string, cause: unknown): Promise<Error> {
  const message = (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ').trim();
  if (device !== 'cpu') {
    try {
      const onCpu = await createSession(source, {});
      await onCpu.release();
      return new UsageError(
        [
          `Device '${device}' cannot be used on this machine (${message}).`,
          deviceAdvice(device),
          "--device cpu always can be; docs/engines.md has the rest, and 'gan-eval doctor' tries every device.",
        ]
          .filter((sentence) => sentence !== undefined)
          .join('\n'),
        { cause },
      );
    } catch {
      // Not the device, then.
    }
  }
  return source.kind === 'onnx'
    ? new InputError(`${source.path}: ONNX Runtime cannot load this file as a network (${message}).`, {
        cause,
      })
    : new Error(
        `ONNX Runtime rejects the network '${source.kind === 'graph' ? source.graph.name : source.name}': ${message}`,
        { cause },
      );
}

function wrap(session: OnnxSession, lanes: number): LoadedNetwork {
  const outputs = session.outputs.map(port);
  return {
    inputs: session.inputs.map(port),
    outputs,
    lanes,
    async run(inputs, wanted = outputs.map(({ name }) => name)) {
      const values = Object.entries(inputs).map(([name, input]) => {
        return [name, { ...input, type: 'data' in input ? elementType(input.data) : 'float32' }] as const;
      });
      const results = await session.run(Object.fromEntries(values), wanted);
      return Object.fromEntries(wanted.map((name) => [name, fromRuntime(name, results[name])]));
    },
    dispose: () => session.release(),
  };
}

function port(metadata: ort.InferenceSession.ValueMetadata): Port {
  if (!metadata.isTensor) return { name: metadata.name, type: 'not a tensor', dims: [] };
  const dims = metadata.shape.map((dim) => (typeof dim === 'number' ? dim : -1));
  return { name: metadata.name, type: metadata.type, dims };
}

function elementType(data: Tensor['data']): OnnxInput['type'] {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Int32Array) return 'int32';
  return data instanceof Uint8Array ? 'uint8' : 'int64';
}

function fromRuntime(name: string, value: OnnxValue | undefined): Tensor {
  const data = value?.data;
  if (
    value &&
    (data instanceof Float32Array ||
      data instanceof Int32Array ||
      data instanceof Uint8Array ||
      data instanceof BigInt64Array)
  ) {
    return { data, dims: value.dims };
  }
  throw new InputError(
    `Output '${name}' has element type ${value?.type ?? 'none'}; expected float32, int32, uint8 or int64.`,
  );
}
