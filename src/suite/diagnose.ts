import { availableParallelism, totalmem } from 'node:os';
import { onnxRuntime, onnxRuntimeDevices } from '../engines/onnxruntime.js';
import { probeDevice } from '../engines/probe-device.js';
import { cacheHome } from '../models/cache.js';
import { listModels } from '../models/list-models.js';
import { versions } from './versions.js';

/** One thing that was looked at. `advice` says what to do about it, where something can be done. */
export interface Finding {
  readonly topic: 'system' | 'engine' | 'model' | 'cache';
  readonly name: string;
  readonly state: 'ok' | 'missing';
  readonly text: string;
  readonly advice?: string;
}

/** What this machine has for gan-eval, and what is missing. Downloads nothing. */
export async function diagnose(): Promise<Finding[]> {
  return [...system(), ...(await devices()), ...(await models()), cache()];
}

function system(): Finding[] {
  const { platform = '', ...packages } = versions();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return [
    {
      topic: 'system',
      name: platform,
      state: 'ok',
      text: `${availableParallelism()} cores, ${gibibytes} GiB of memory`,
    },
    ...Object.entries(packages).map(([name, version]): Finding => ({
      topic: 'system',
      name,
      state: 'ok',
      text: version,
    })),
  ];
}

async function devices(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const device of onnxRuntimeDevices) {
    const failure = await probeDevice(onnxRuntime(device));
    findings.push({
      topic: 'engine',
      name: `onnxruntime ${device}`,
      state: failure === undefined ? 'ok' : 'missing',
      text: failure ?? `works (--device ${device})`,
      ...(failure !== undefined && {
        advice: deviceAdvice[device] ?? 'Only needed for --device ' + device + '.',
      }),
    });
  }
  return findings;
}

const deviceAdvice: Readonly<Record<string, string>> = {
  cuda: "Needs an NVIDIA driver, CUDA 12 and cuDNN 9, and the runtime's CUDA files: npm rebuild onnxruntime-node --foreground-scripts --onnxruntime-node-install=cuda12",
  tensorrt: 'Comes with the CUDA files, and needs TensorRT besides.',
  webgpu: 'Needs a GPU with a Vulkan, Metal or Direct3D 12 driver.',
};

async function models(): Promise<Finding[]> {
  return (await listModels()).map(({ name, title, cached }): Finding => ({
    topic: 'model',
    name,
    state: cached ? 'ok' : 'missing',
    text: cached ? `${title}: in the cache` : `${title}: not in the cache`,
    ...(!cached && {
      advice: `gan-eval models pull ${name} (or, on a machine without a network: --from FILE)`,
    }),
  }));
}

function cache(): Finding {
  return {
    topic: 'cache',
    name: cacheHome(),
    state: 'ok',
    text: 'models and features are kept here (GAN_EVAL_HOME moves it)',
  };
}
