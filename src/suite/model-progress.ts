import type { ModelProgress } from '../models/ensure-model.js';
import type { Listener } from './listener.js';

/** Shows the transfer of a model's files as a stage of the computation that needs them. */
export function modelProgress(listener: Listener): ModelProgress {
  throw new Error('to be written against the models API');
}
