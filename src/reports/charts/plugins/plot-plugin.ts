import type { Chart, ChartArea, Plugin } from 'chart.js';
import type { Plot, PlotMark, PlotSeries } from '../plot.js';

/** What a plugin draws with. */
export interface Surface {
  readonly pen: CanvasRenderingContext2D;
  /** The plane between the axes, px. */
  readonly area: ChartArea;
  /** Where values stand, px. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Series that the reader has not switched off, with their marks. */
  readonly shown: readonly PlotSeries[];
}

/**
 * A plugin that draws a part of the plot and leaves the pen as it found it.
 * @param when - behind the marks or in front of them
 */
export function plotPlugin(
  id: string,
  { series }: Plot,
  when: 'behind' | 'in front',
  draw: (surface: Surface) => void,
): Plugin<'scatter'> {
  const drawOn = (chart: Chart<'scatter', PlotMark[]>) => {
    const { ctx: pen, chartArea: area, scales } = chart;
    const { x, y } = scales;
    if (!x || !y) throw new Error('A plot has two axes.');
    pen.save();
    draw({
      pen,
      area,
      x: (value) => x.getPixelForValue(value),
      y: (value) => y.getPixelForValue(value),
      shown: series.filter((_, i) => chart.isDatasetVisible(i)),
    });
    pen.restore();
  };
  return when === 'behind' ? { id, beforeDatasetsDraw: drawOn } : { id, afterDatasetsDraw: drawOn };
}
