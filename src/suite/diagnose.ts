import { availableParallelism, totalmem } from 'node:os';
import type { EngineChoice } from '../config/engine-choice.js';
import { deviceAdvice } from '../engines/device-advice.js';
import { onnxRuntimeDevices } from '../engines/onnxruntime.js';
import { chooseDevice } from '../engines/open-engine.js';
import { probeDevice } from '../engines/probe-device.js';
import { tfjsDevices } from '../engines/tfjs-runtime.js';
import { deviceKey, threadSplitByRule, type ThreadSplit } from '../engines/thread-split.js';
import { cacheHome, machineFile } from '../models/cache.js';
import { listModels } from '../models/list-models.js';
import { loadSplits, thisMachine } from './bench/kept-splits.js';
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
  return [...system(), ...(await devices()), await split(), ...(await models()), cache()];
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

function devices(): Promise<Finding[]> {
  return Promise.all([
    ...onnxRuntimeDevices.map((device) =>
      lookAtDevice(
        { name: 'onnxruntime', device },
        deviceAdvice(device) ?? `Only needed for --device ${device}.`,
      ),
    ),
    ...tfjsDevices.map((device) => lookAtDevice({ name: 'tfjs', device }, 'Only needed for --engine tfjs.')),
  ]);
}

async function lookAtDevice(choice: Required<EngineChoice>, advice: string): Promise<Finding> {
  const { name, device } = choice;
  const failure = await probeDevice(choice);
  const isDefault = chooseDevice({ name }) === device;
  return {
    topic: 'engine',
    name: `${name} ${device}`,
    state: failure === undefined ? 'ok' : 'missing',
    text:
      failure ??
      `works (--engine ${name}${isDefault ? ', which takes it by itself' : ` --device ${device}`})`,
    ...(failure !== undefined && { advice }),
  };
}

/** How the cores are divided. */
async function split(): Promise<Finding> {
  const engine = { name: 'onnxruntime' } as const;
  let notice: string | undefined;
  const kept = (
    await loadSplits(machineFile(), thisMachine(), (text) => {
      notice = text;
    })
  ).get(deviceKey(engine));
  const found = { topic: 'engine', name: 'cores', state: 'ok' } as const;
  if (kept) {
    return {
      ...found,
      text: `${divided(kept)} (kept from gan-eval bench on ${kept.measuredAt.slice(0, 10)})`,
    };
  }
  return {
    ...found,
    text: `${divided(threadSplitByRule(engine))} (by rule)${notice === undefined ? '' : `. ${notice}`}`,
    advice: 'gan-eval bench measures which division is the fastest here, and keeps it.',
  };
}

function divided({ lanes, threads }: ThreadSplit): string {
  return `copies of a network: ${lanes}, threads of each: ${threads}`;
}

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
