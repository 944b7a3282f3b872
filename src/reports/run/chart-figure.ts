import type { Plot } from '../charts/plot.js';
import { html, type Html } from '../html.js';

/** A chart that the page's script draws; its figures stand in a table as well, which is all there is without the script. */
export function chartFigure(plot: Plot): Html {
  const { title, caption, description, missing } = plot;
  return html`<figure class="chart" data-needs-script hidden>
    <figcaption><b>${title}.</b> ${caption}</figcaption>
    <div class="canvas" data-plot="${JSON.stringify(plot)}">
      <canvas role="img" aria-label="${description}"></canvas>
    </div>
    ${missing.map((text) => html`<p class="small quiet">${text}</p>`)}
  </figure>`;
}
