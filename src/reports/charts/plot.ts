/** A value with where it could as well lie; an end that is not known is left out of the picture. */
export interface PlotReach {
  readonly low: number;
  readonly high: number;
}

/** A point of a plot. */
export interface PlotMark {
  readonly x: number;
  readonly y: number;
  /** Intervals along the axes; null: none is known, or there is nothing to know. */
  readonly reachX: PlotReach | null;
  readonly reachY: PlotReach | null;
  /** Written beside it where there is room; null: nothing. */
  readonly label: string | null;
  /** What it is and what its values are, as a reader points to it. */
  readonly text: string;
  /** Drawn larger and filled. */
  readonly strong: boolean;
}

/** Marks that belong together: one colour, one shape. */
export interface PlotSeries {
  readonly name: string;
  /** Which colour, shape and dashes: a generator keeps its own through all plots of a run. */
  readonly style: number;
  /** bars: from zero along x. line: from mark to mark. band: the same, with intervals along y as an area. */
  readonly drawnAs: 'marks' | 'line' | 'band' | 'bars';
  readonly marks: readonly PlotMark[];
}

export interface PlotAxis {
  /** Empty: none, as rows say what they are. */
  readonly title: string;
  /** What has to be seen, beside all marks and intervals. */
  readonly include: readonly number[];
  /** Names of rows or steps stand at 0, 1, ...; rows are read from the top. none: each row has units of its own. */
  readonly ticks: 'numbers' | 'none' | readonly string[];
}

/** A line across the plot at a value, such as that of real images. */
export interface PlotGuide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
}

/** A bar behind a row, from one value to another, such as from floor to ceiling. */
export interface PlotTrack {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** What a chart shows, as plain data: the report's script and the PNG are drawn from the same. */
export interface Plot {
  /** Unique among the plots of a run; made of letters, digits and `-`, so that it serves as a file's name. */
  readonly id: string;
  readonly title: string;
  /** How to read it, in a sentence or two. */
  readonly caption: string;
  /** What there is to be seen, for those who cannot see it. */
  readonly description: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  readonly guides: readonly PlotGuide[];
  readonly tracks: readonly PlotTrack[];
  /** Corners of the best that was reached, ascending along both axes: what lies right of and below them is worse. */
  readonly staircase: readonly { readonly x: number; readonly y: number }[];
  /** What could not be drawn, and why, in sentences. */
  readonly missing: readonly string[];
  /** At which it is drawn well when {@link PLOT_WIDTH_PX} wide. */
  readonly heightPx: number;
}

export const PLOT_WIDTH_PX = 760;
