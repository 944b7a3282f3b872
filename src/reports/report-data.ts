/** A line of a definition list, both sides as they are to be read. */
export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

export interface Score {
  /** The metric's id, such as `fid`. Scores of one metric and unit are drawn on one scale. */
  readonly metric: string;
  /** What was compared with what, such as `reference against imitation`. */
  readonly label: string;
  /** Finite. */
  readonly value: number;
  readonly direction: 'lower is better' | 'higher is better';
  /** Empty if the metric has none that a reader would know. */
  readonly unit: string;
  /** Whether the value may be set beside published ones. */
  readonly comparable: boolean;
  /** What a reader should make of it, a sentence or two; optional. */
  readonly meaning?: string;
  readonly warnings: readonly string[];
  /** What the value rests on: the counts of both sides, the interval, ... */
  readonly details: readonly LabelledValue[];
}

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

/** All that a report shows, as plain data. No string in it is trusted to be safe HTML. */
export interface ReportData {
  readonly title: string;
  /** The first is the headline; at least one. */
  readonly scores: readonly Score[];
  readonly sets: readonly ReportSet[];
  readonly provenance: readonly LabelledValue[];
  /** The exact command that makes this result again. */
  readonly command: string;
  /** ISO 8601. */
  readonly createdAt: string;
}
