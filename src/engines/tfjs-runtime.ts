import type * as Converter from '@tensorflow/tfjs-converter';
import type * as Core from '@tensorflow/tfjs-core';
import type * as Layers from '@tensorflow/tfjs-layers';
import { UsageError } from '../errors.js';
import { isInstalled, optionalPackages } from './optional-packages.js';

/** What is used of TensorFlow.js, from whichever packages it comes. */
export type TfjsModules = Pick<
  typeof Core,
  'dispose' | 'enableProdMode' | 'setBackend' | 'tensor' | 'version_core'
> &
  Pick<typeof Converter, 'loadGraphModel'> &
  Pick<typeof Layers, 'loadLayersModel'>;

/** TensorFlow.js, loaded, and the backend that runs its networks. */
export interface TfjsRuntime {
  readonly tf: TfjsModules;
  readonly backend: string;
}

/**
 * The fastest first: `gpu` and `cpu` are TensorFlow's own library, `wasm` is WebAssembly, `plain` is plain JavaScript, which
 * takes many times longer.
 */
export const tfjsDevices = ['gpu', 'cpu', 'wasm', 'plain'] as const;
export type TfjsDevice = (typeof tfjsDevices)[number];

const VERSION = '4.22.0';

/** The fastest device whose packages are installed, `wasm` if none are. */
export function bestTfjsDevice(): TfjsDevice {
  return tfjsDevices.find((device) => device !== 'plain' && packages[device].every(isInstalled)) ?? 'wasm';
}

/**
 * Loads TensorFlow.js and the backend of a device.
 * @throws UsageError for an unknown device, or one whose packages are not there or do not work
 */
export async function openTfjsRuntime(asked: string): Promise<TfjsRuntime> {
  const device = tfjsDevices.find((each) => each === asked);
  if (device === undefined) {
    throw new UsageError(
      `Device '${asked}' is not known to TensorFlow.js. It offers: ${tfjsDevices.join(', ')}.`,
    );
  }
  const backend = backends[device];
  const tf = await optionalPackages(
    `Device '${device}' of TensorFlow.js`,
    packages[device],
    VERSION,
    loaders[device],
  );
  tf.enableProdMode(); // Else the plain backend greets the user with advice on what to install.
  const isStarted = await afterOthers(() => withoutNewListeners(() => tf.setBackend(backend)));
  if (isStarted) return { tf, backend };
  throw new UsageError(`Device '${device}' of TensorFlow.js: it cannot start its backend '${backend}' here.`);
}

let lastTurn: Promise<unknown> = Promise.resolve();

/** A process has one backend at a time: whoever sets and uses one does it in here, when nobody else does. */
export function afterOthers<T>(action: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(action);
  lastTurn = turn.catch(() => undefined);
  return turn;
}

const backends: Readonly<Record<TfjsDevice, string>> = {
  gpu: 'tensorflow',
  cpu: 'tensorflow',
  wasm: 'wasm',
  plain: 'cpu',
};

const plain = ['core', 'converter', 'layers', 'backend-cpu'].map((name) => `@tensorflow/tfjs-${name}`);

const packages: Readonly<Record<TfjsDevice, readonly string[]>> = {
  gpu: ['@tensorflow/tfjs-node-gpu'],
  cpu: ['@tensorflow/tfjs-node'],
  wasm: [...plain, '@tensorflow/tfjs-backend-wasm'],
  plain,
};

const loaders: Readonly<Record<TfjsDevice, () => Promise<TfjsModules>>> = {
  // Packages with copies of the others where npm could not share them: nothing is taken from elsewhere.
  gpu: async () => (await import('@tensorflow/tfjs-node-gpu')).default,
  cpu: async () => (await import('@tensorflow/tfjs-node')).default,
  wasm: async () => {
    await import('@tensorflow/tfjs-backend-wasm');
    return loadPlain();
  },
  plain: loadPlain,
};

async function loadPlain(): Promise<TfjsModules> {
  await import('@tensorflow/tfjs-backend-cpu');
  const { loadGraphModel } = await import('@tensorflow/tfjs-converter');
  const { loadLayersModel } = await import('@tensorflow/tfjs-layers');
  return { ...(await import('@tensorflow/tfjs-core')), loadGraphModel, loadLayersModel };
}

/** The WebAssembly module hooks itself into the process and would end it in its own way after any error. */
async function withoutNewListeners<T>(start: () => Promise<T>): Promise<T> {
  const listeners = () => ({
    uncaughtException: process.listeners('uncaughtException'),
    unhandledRejection: process.listeners('unhandledRejection'),
  });
  const before = listeners();
  const started = await start();
  const after = listeners();
  for (const listener of after.uncaughtException) {
    if (!before.uncaughtException.includes(listener)) process.off('uncaughtException', listener);
  }
  for (const listener of after.unhandledRejection) {
    if (!before.unhandledRejection.includes(listener)) process.off('unhandledRejection', listener);
  }
  return started;
}
