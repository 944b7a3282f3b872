import { Html, html } from './html.js';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is shown. */
  readonly text: string;
}

const WIDTH = 640;
const ROW = 52;
const BAR_HEIGHT = 18;

/** Horizontal bars from 0, labelled with name and value: scores of one metric side by side. Values are >= 0. */
export function barChart(title: string, bars: readonly Bar[]): Html {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const rows = bars.map(({ label, value, text }, i) => {
    const top = i * ROW;
    const length = Math.max(2, (value / most) * WIDTH);
    return html`<text x="0" y="${top + 16}" class="label">${label}</text>
      <text x="${WIDTH}" y="${top + 16}" class="value">${text}</text>
      <rect class="track" x="0" y="${top + 24}" width="${WIDTH}" height="${BAR_HEIGHT}" rx="3"></rect>
      <rect
        class="bar"
        x="0"
        y="${top + 24}"
        width="${length.toFixed(1)}"
        height="${BAR_HEIGHT}"
        rx="3"
      ></rect>`;
  });
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${bars.length * ROW}" role="img" aria-label="${title}">
    ${rows}
  </svg>`;
}
