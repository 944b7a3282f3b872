import { Chart } from '../charts/chart.js';
import { chartTheme } from '../charts/chart-theme.js';
import type { Plot } from '../charts/plot.js';
import { plotConfiguration } from '../charts/plot-configuration.js';
import type { Theme } from './theme.js';

interface Place {
  readonly canvas: HTMLCanvasElement;
  readonly plot: Plot;
}

/** The charts of the page. */
export class Charts {
  readonly #places: readonly Place[];
  #drawn: Chart<'scatter'>[] = [];

  /** @param boxes - each with a canvas in it, and its plot as data */
  constructor(boxes: Iterable<HTMLElement>) {
    this.#places = Array.from(boxes, (box) => {
      const plot = JSON.parse(box.dataset.plot!) as Plot;
      box.style.height = `${plot.heightPx}px`;
      return { canvas: box.querySelector('canvas')!, plot };
    });
  }

  draw(theme: Theme): void {
    for (const chart of this.#drawn) chart.destroy();
    this.#drawn = this.#places.map(
      ({ canvas, plot }) => new Chart(canvas, plotConfiguration(plot, chartTheme(theme))),
    );
  }
}
