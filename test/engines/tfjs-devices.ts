import { it } from 'vitest';
import { isInstalled } from '../../src/optional-packages.js';
import type { TfjsDevice } from '../../src/engines/tfjs-runtime.js';

const absent = !isInstalled('@tensorflow/tfjs-node');
const reason = '@tensorflow/tfjs-node is not installed; bench/tfjs-node/build.sh builds it';

/**
 * The devices of TensorFlow.js that tests run on, for `describe.each(tfjsDevices)('%s', ...)`: what to call the tests, with the reason
 * for which they are to be skipped, if they are. TensorFlow's own library has to be built first.
 */
export const tfjsDevices: readonly (readonly [label: string, device: TfjsDevice, absent: boolean])[] = [
  [absent ? `cpu (skipped: ${reason})` : 'cpu', 'cpu', absent],
  ['wasm', 'wasm', false],
  ['plain', 'plain', false],
];

/** Those that are there, the fastest first. */
export const presentDevices = tfjsDevices.flatMap(([, device, absent]) => (absent ? [] : [device]));

/** The fastest that is there: TensorFlow's own library where it is built, else WebAssembly. */
export const fastestDevice = presentDevices[0]!;

/** Registers a skipped test for each device that is not there, named for why, where one test goes through all of them. */
export function noteAbsentDevices(): void {
  for (const [label, , absent] of tfjsDevices) if (absent) it.skip(label);
}
