import type { ThreadSplit } from '../../engines/thread-split.js';

/** Over the rounds of a measurement. */
export interface Rate {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** A rate, or in words why there is none. */
export type Measured = { readonly rate: Rate } | { readonly rate: null; readonly reason: string };

/** Images that are decoded and resized, a second. */
export type PreparingRow = Measured & { readonly images: string; readonly workers: number };

/** A process of its own: what it did, and the most memory that was resident in it. */
interface ProcessRow extends ThreadSplit {
  /** Engine and device. */
  readonly device: string;
  /** Images that go through a copy of the network at once. */
  readonly batch: number;
  /** null if nothing was measured. */
  readonly peakBytes: number | null;
}

/** Images through the network alone, a second. */
export type NetworkRow = Measured & ProcessRow;

/** Images from their files' bytes to the features, a second; `batch` is of all copies together. */
export type PipelineRow = Measured & ProcessRow & { readonly images: string; readonly workers: number };

/** What `gan-eval bench` found. */
export interface BenchResult {
  readonly schema: 'gan-eval/bench/1';
  readonly measuredAt: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly system: string;
    /** Processes that wanted a core before it began, on average over a minute; 0 where that is not counted. */
    readonly load: number;
    readonly versions: Readonly<Record<string, string>>;
  };
  /** What the network rows are of. */
  readonly features: string;
  readonly preparing: readonly PreparingRow[];
  readonly network: readonly NetworkRow[];
  readonly statistics: {
    /** Length of a feature vector. */
    readonly width: number;
    /** Feature vectors that enter mean and covariance, a second. */
    readonly rowsPerSecond: Rate;
    /** Of one Fréchet distance. */
    readonly frechetSeconds: Rate;
  };
  readonly pipeline: readonly PipelineRow[];
  /** The split that is best on the processor, and the file that keeps it; null: it is not kept. */
  readonly chosen: (ThreadSplit & { readonly device: string; readonly kept: string | null }) | null;
  /** What was left out, and why. */
  readonly notes: readonly string[];
}
