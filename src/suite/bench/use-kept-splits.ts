import { useMeasuredSplits } from '../../engines/thread-split.js';
import { machineFile } from '../../models/cache.js';
import type { Listener } from '../listener.js';
import { loadSplits, thisMachine } from './kept-splits.js';

/** Divides networks from now on as `gan-eval bench` found best on this machine, if it has been run. */
export async function useKeptSplits(listener: Listener = {}): Promise<void> {
  useMeasuredSplits(
    await loadSplits(machineFile(), thisMachine(), (text) => {
      listener.onNotice?.(text);
    }),
  );
}
