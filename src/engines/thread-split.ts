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

let measured: ReadonlyMap<string, ThreadSplit> = new Map();

/** Takes splits that were measured on this machine, by {@link deviceKey}, in place of the rule. They change no result. */
export function useMeasuredSplits(splits: ReadonlyMap<string, ThreadSplit>): void {
  measured = splits;
}

/** The split where none is asked for: as measured, else by the rule. */
export function defaultThreadSplit(engine: EngineChoice): ThreadSplit {
  return measured.get(deviceKey(engine)) ?? threadSplitByRule(engine);
}

/** An engine and its device: `onnxruntime cpu`. */
export function deviceKey(engine: EngineChoice): string {
  return `${engine.name} ${chooseDevice(engine)}`;
}

/**
 * The split where none has been measured: a thread does more if it does not wait for others, so copies come first. A device other
 * than the processor takes one copy, as it divides the work itself.
 */
export function threadSplitByRule(engine: EngineChoice, cores = availableParallelism()): ThreadSplit {
  if (!canBeSplit(engine)) return { lanes: 1, threads: 1 };
  const lanes = Math.min(MOST_LANES, cores);
  return { lanes, threads: Math.floor(cores / lanes) };
}

/** Whether there is anything to divide: not on a device that does so itself. */
export function canBeSplit(engine: EngineChoice): boolean {
  return deviceKey(engine) === 'onnxruntime cpu';
}
