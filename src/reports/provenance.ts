import { html, type Html } from './html.js';
import type { ReportData } from './report-data.js';

/** How the numbers came about, and the command that makes them again. */
export function provenance({ provenance: entries, command }: ReportData): Html {
  return html`<section>
    <h2>How these numbers came about</h2>
    <table>
      <tbody>
        ${entries.map(
          ({ label, value }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${value}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <h3 class="command">The command</h3>
    <pre><code>${command}</code></pre>
  </section>`;
}
