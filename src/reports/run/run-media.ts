import type { Pose } from '../../conditions/pose.js';

/** A small lossy likeness of an image, which the page holds once, however often it is shown. */
export interface Picture {
  /** `data:image/webp;base64,...` */
  readonly dataUri: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Where an image's likeness is among the pictures, or why there is none. */
export type Likeness = { readonly picture: number } | { readonly missing: string };

/** An image of a set as it is shown. */
export interface Shot {
  /** In its set. */
  readonly id: string;
  readonly likeness: Likeness;
}

/** An article that was asked for; null: the slot was asked to be empty. */
export interface AskedArticle {
  readonly slot: string;
  readonly article: Shot | null;
}

/** What a generated image was asked to show. */
export interface Asked {
  /** Id of the condition. */
  readonly condition: string;
  /** The picture that poses, also those found, are measured in, px; null: not known, and poses cannot be drawn. */
  readonly size: { readonly widthPx: number; readonly heightPx: number } | null;
  /** null: no pose was asked for. */
  readonly pose: Pose | null;
  /** In the order of the manifest's slots; empty if no outfit was asked for. */
  readonly articles: readonly AskedArticle[];
  readonly labels: Readonly<Record<string, string>>;
  /** The real image of the same condition; null: there is none. */
  readonly real: Shot | null;
}

/** A generated image that is shown. */
export interface GeneratedShot extends Shot {
  /** Id of its point. */
  readonly point: string;
  readonly seed: number | null;
  /** null: it was made for no condition. */
  readonly asked: Asked | null;
}

/** A choice of generated images by one rule. */
export interface Gallery {
  /** In the page's addresses, such as `worst-pose`. */
  readonly id: string;
  readonly title: string;
  /** How they were chosen, in a sentence or two. */
  readonly rule: string;
  /** By point, the worst first if the rule is about that. */
  readonly shots: readonly GeneratedShot[];
}

/** Images of one seed at every value of a knob. */
export interface SweepStrip {
  readonly generator: string;
  readonly knob: string;
  readonly values: readonly number[];
  /** How the rows were chosen. */
  readonly rule: string;
  /** A row of images that have the same id, and with it seed and condition, at every value. */
  readonly rows: readonly (readonly GeneratedShot[])[];
}

/** The generated images of a point nearest to a real one. */
export interface NearestPairs {
  readonly point: string;
  readonly pairs: readonly {
    readonly generated: GeneratedShot;
    readonly real: Shot;
    readonly distance: number;
  }[];
}

/** The pictures of a run's report, and what manifests know of them. */
export interface RunMedia {
  readonly pictures: readonly Picture[];
  readonly galleries: readonly Gallery[];
  readonly sweeps: readonly SweepStrip[];
  readonly nearest: readonly NearestPairs[];
  /** What the pictures may take in the page, characters. */
  readonly budget: number;
  /** What could not be shown, in sentences: sets that are gone, rankings for which there are no values. */
  readonly notes: readonly string[];
}

/** A report without pictures. */
export const NO_MEDIA: RunMedia = {
  pictures: [],
  galleries: [],
  sweeps: [],
  nearest: [],
  budget: 0,
  notes: [],
};
