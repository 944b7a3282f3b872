import type { ChartTheme } from './chart-theme.js';

const shapes = ['circle', 'rect', 'triangle', 'rectRot'] as const;
const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

/** How a series is drawn: never told by its colour alone. */
export interface SeriesStyle {
  readonly colour: string;
  readonly shape: (typeof shapes)[number];
  readonly dash: readonly number[];
}

/** @param style - which; beyond the number of colours or shapes they begin again, each at its own length */
export function seriesStyle(style: number, { colours }: ChartTheme): SeriesStyle {
  return {
    colour: colours[style % colours.length]!,
    shape: shapes[style % shapes.length]!,
    dash: dashes[style % dashes.length]!,
  };
}
