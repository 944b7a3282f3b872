import type { RunResult } from '../../config/run-result.js';
import { formatCount } from '../format-score.js';
import { html, type Html } from '../html.js';

/** Up to this many warnings are open at once. */
const OPEN = 3;

/** All that a reader has to mind, each said once with what it is about. */
export function runWarnings(run: RunResult): Html | false {
  const about = new Map<string, Set<string>>();
  const warn = (text: string, subject: string) =>
    about.set(text, (about.get(text) ?? new Set<string>()).add(subject));
  for (const { id, quality, control } of run.points) {
    if (!quality.provenance.comparable) warn(quality.provenance.comparability, 'Quality');
    for (const score of quality.scores) {
      if (score.status === 'ok') for (const text of score.warnings) warn(text, score.title);
    }
    for (const text of control?.warnings ?? []) warn(text, `Control of ${id}`);
    for (const { location, skipped } of [quality.real, quality.generated, control?.generated].flatMap(
      (side) => side ?? [],
    )) {
      if (skipped.length > 0) warn(skippedText(skipped.length), location);
    }
  }
  if (about.size === 0) return false;
  const lines = [...about].map(
    ([text, subjects]) => html`<li><b>${[...subjects].join(', ')}:</b> ${text}</li>`,
  );
  return html`<details class="minded" ${about.size <= OPEN && html` open`}>
    <summary>
      ${formatCount(about.size)} ${about.size === 1 ? 'thing' : 'things'} to mind when reading these figures
    </summary>
    <ul>
      ${lines}
    </ul>
  </details>`;
}

const skippedText = (count: number): string =>
  `${formatCount(count)} ${count === 1 ? 'image was' : 'images were'} skipped, and the scores are without ${count === 1 ? 'it' : 'them'}; see provenance.`;
