import { availableParallelism } from 'node:os';
import type { EngineChoice } from '../config/engine-choice.js';
import { chooseDevice } from './open-engine.js';

/** How a network's work is divided on a processor. No digit of its results depends on it. */
export interface ThreadSplit {
  /** Copies of the network, each in a thread of its own, that work on different images. */
  readonly lanes: number;
  /** Threads that a copy divides each layer among. */
  readonly threads: number;
}

/** Each copy takes memory of its own (some 200 MiB for Inception). */
const MOST_LANES = 4;

/**
 * The split where none has been measured: a thread does more if it does not wait for others, so copies come first. A device other
 * than the processor takes one copy, as it divides the work itself.
 */
export function defaultThreadSplit(engine: EngineChoice, cores = availableParallelism()): ThreadSplit {
  if (engine.name !== 'onnxruntime' || chooseDevice(engine) !== 'cpu') return { lanes: 1, threads: 1 };
  const lanes = Math.min(MOST_LANES, cores);
  return { lanes, threads: Math.floor(cores / lanes) };
}
