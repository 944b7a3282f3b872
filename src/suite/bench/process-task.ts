import type { EngineChoice } from '../../config/engine-choice.js';
import type { ThreadSplit } from '../../engines/thread-split.js';
import type { ImageKind } from './bench-images.js';
import type { Throughput } from './keep-busy.js';

/** What a measuring process is started with, as JSON. */
export interface ProcessTask extends ThreadSplit {
  readonly features: string;
  readonly engine: EngineChoice;
  /** Images at a time: through a copy of the network, or from the files through all of it. */
  readonly batch: number;
  /** undefined: the network alone is measured. */
  readonly pipeline?: { readonly images: ImageKind; readonly workers: number };
}

/** What it says: that it is warm, and then of each round that it was asked for by its milliseconds. */
export type ProcessMessage =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'round'; readonly peakBytes: number } & Throughput)
  | { readonly kind: 'failure'; readonly reason: string };
