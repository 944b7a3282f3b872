import type { ModelProgress } from '../models/ensure-model.js';
import type { Listener } from './listener.js';

/** Shows the transfer of a model's files as a stage of the computation that needs them. */
export function modelProgress(listener: Listener): ModelProgress {
  let shown = 0;
  let started = false;
  return ({ model, receivedBytes, totalBytes }) => {
    if (!started) listener.onStage?.({ label: `fetching ${model}`, total: totalBytes, unit: 'bytes' });
    started = true;
    listener.onAdvance?.(receivedBytes - shown);
    shown = receivedBytes;
    if (receivedBytes === totalBytes) {
      listener.onStageEnd?.();
      [shown, started] = [0, false];
    }
  };
}
