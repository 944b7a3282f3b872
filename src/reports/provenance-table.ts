import type { Side } from '../config/result.js';
import type { ReportEntry } from './comparison-page.js';
import { html, type Html } from './html.js';

/** Everything that it takes to make the scores again. Rows that the comparisons share stand once. */
export function provenanceTable(entries: readonly ReportEntry[]): Html {
  const rows = new Map<string, Map<string, string[]>>();
  for (const { label, comparison } of entries) {
    for (const [name, value] of facts(comparison)) {
      const values = rows.get(name) ?? new Map<string, string[]>();
      rows.set(name, values.set(value, [...(values.get(value) ?? []), label]));
    }
  }
  const cells = (values: ReadonlyMap<string, readonly string[]>): Html[] =>
    [...values].map(([value, labels]) =>
      values.size === 1
        ? html`${value}`
        : html`<div><span class="quiet">${labels.join(', ')}:</span> ${value}</div>`,
    );
  return html`<table>
    ${[...rows].map(
      ([name, values]) =>
        html`<tr>
          <th scope="row">${name}</th>
          <td>${cells(values)}</td>
        </tr>`,
    )}
  </table>`;
}

function facts({ score, real, generated, provenance }: ReportEntry['comparison']): [string, string][] {
  const { features, runsOn, num, seed, versions, createdAt } = provenance;
  return [
    ['Score', `${score.value} (${score.unit})`],
    ['Real', describe(real)],
    ['Generated', describe(generated)],
    ...(features === null
      ? []
      : ([
          ['Features', `${features.name}, output ${features.output}`],
          ['Weights', `sha256 ${features.weightsSha256}`],
          ['Resize mode', features.resize],
          ['Preprocessing', features.preprocessing],
        ] satisfies [string, string][])),
    ['Computed on', runsOn ?? 'nothing: both sides are statistics'],
    ['Choice of images', num === null ? 'all' : `${num} of each set, seed ${seed}`],
    ...Object.entries(score.details).map(([name, value]): [string, string] => [name, String(value)]),
    [
      'Versions',
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    ['Made at', createdAt],
  ];
}

function describe({ location, kind, count, available, ignored, skipped }: Side): string {
  const parts = [
    kind === 'statistics' ? 'statistics file' : undefined,
    count === null ? 'image count not said' : `${count} images used`,
    available === null ? undefined : `${available} in the set`,
    skipped.length > 0 ? `${skipped.length} unreadable` : undefined,
    ignored > 0 ? `${ignored} other files` : undefined,
  ].filter((part) => part !== undefined);
  return `${location} (${parts.join(', ')})`;
}
