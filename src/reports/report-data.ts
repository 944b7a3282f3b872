/** A line of a definition list, both sides as they are to be read. */
export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

/** A score of a part of the images. */
export interface StratumRow {
  readonly stratum: string;
  readonly real: number;
  readonly generated: number;
  /** Finite, or null where there is none, because of `reason`. */
  readonly value: number | null;
  readonly reason?: string | undefined;
}

interface ScoreHead {
  /** Id of the score, such as `fid`. Scores of one id share a row and a scale. */
  readonly id: string;
  readonly title: string;
  /** What was compared with what, such as `imitation against reference`. */
  readonly label: string;
  readonly direction: 'lower is better' | 'higher is better';
  /** What the score says, in a sentence. */
  readonly summary: string;
}

export interface DefinedScore extends ScoreHead {
  readonly status: 'ok';
  /** Finite. */
  readonly value: number;
  /** The 95% interval and what it is about, or why there is none. */
  readonly interval:
    { readonly low: number; readonly high: number; readonly about: string } | { readonly reason: string };
  /** Whether the value may be set beside published ones. */
  readonly comparable: boolean;
  /** What a reader should make of it, a sentence or two; optional. */
  readonly meaning?: string;
  readonly warnings: readonly string[];
  /** What the value rests on: the counts of both sides, ... */
  readonly details: readonly LabelledValue[];
  readonly strata?: readonly StratumRow[] | undefined;
}

export interface UndefinedScore extends ScoreHead {
  readonly status: 'undefined';
  readonly reason: string;
}

export type Score = DefinedScore | UndefinedScore;

export interface Thumbnail {
  /** The image's id in its set. */
  readonly id: string;
  /** `data:image/webp;base64,...`; JPEG and PNG will do as well. */
  readonly dataUri: string;
}

export interface ReportSet {
  readonly label: string;
  /** As the user gave it. */
  readonly location: string;
  /** Images that were scored. */
  readonly count: number;
  readonly thumbnails: readonly Thumbnail[];
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
}

/** Generated images beside the real ones that a score holds against them. */
export interface PairGallery {
  readonly title: string;
  readonly explanation: string;
  readonly pairs: readonly {
    readonly generated: Thumbnail;
    readonly real: Thumbnail;
    /** What the two have to do with each other, such as their distance. */
    readonly caption: string;
  }[];
}

/** What one set scores more than another. */
export interface DifferenceRow {
  readonly title: string;
  /** Finite, or null where a score is undefined. */
  readonly value: number | null;
  readonly interval: { readonly low: number; readonly high: number } | { readonly reason: string };
  /** Which set is better, in words. */
  readonly verdict: string;
}

/** All that a report shows, as plain data. No string in it is trusted to be safe HTML. */
export interface ReportData {
  readonly title: string;
  /** The first that is defined is the headline; at least one. */
  readonly scores: readonly Score[];
  /** Of the first comparison's scores from the second's; empty if they are not to be compared. */
  readonly differences: readonly DifferenceRow[];
  readonly sets: readonly ReportSet[];
  readonly galleries: readonly PairGallery[];
  readonly provenance: readonly LabelledValue[];
  /** The exact command that makes this result again. */
  readonly command: string;
  /** ISO 8601. */
  readonly createdAt: string;
}
