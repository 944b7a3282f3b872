import type { EngineChoice } from '../config/engine-choice.js';
import type { Engine } from './engine.js';
import { onnxRuntime } from './onnxruntime.js';
import { bestTfjsDevice } from './tfjs-runtime.js';
import { openTfjs } from './tfjs.js';

/**
 * Makes the engine ready that was chosen.
 * @throws UsageError for a device that the engine does not know here, or whose packages are not there or do not work
 */
export async function openEngine(choice: EngineChoice): Promise<Engine> {
  const device = chooseDevice(choice);
  return choice.name === 'tfjs' ? openTfjs(device) : onnxRuntime(device);
}

/** The device named; else ONNX Runtime's `cpu`, which is always there, or the fastest of TensorFlow.js that is installed. */
export function chooseDevice({ name, device }: EngineChoice): string {
  return device ?? (name === 'tfjs' ? bestTfjsDevice() : 'cpu');
}
