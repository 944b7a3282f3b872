import type { Side } from '../../config/result.js';
import type { Point, RunResult } from '../../config/run-result.js';
import { formatCount } from '../format-score.js';
import { licenceText } from '../licence-text.js';
import { html, type Html } from '../html.js';
import { runSection, type RunSection } from './run-section.js';

/** How the figures came about, and the command that makes them again. */
export function runProvenance(run: RunResult): RunSection {
  const { configuration, provenance, points, baseline } = run;
  const [first] = points;
  const features = first?.quality.provenance.features;
  const control = points.find((point) => point.control !== null)?.control;
  const facts: readonly (readonly [label: string, value: string])[] = [
    ['Real images', first?.quality.real ? sideText(first.quality.real) : configuration.real],
    ...(features
      ? ([
          ['Features', `${features.name}, output ${features.output}`],
          ['Weights (sha256)', features.weightsSha256],
          ['Licence of the weights', licenceText(features.licence)],
          ['Resize mode', features.resize],
          ['Preprocessing', features.preprocessing],
          ['Precision', features.precision],
        ] as const)
      : []),
    ['Computed on', first?.quality.provenance.runsOn ?? 'not said'],
    ...(control ? controlFacts(control.provenance) : []),
    ['Seed', String(configuration.seed)],
    ...(baseline
      ? ([['Baseline', `${baseline.location}, of ${baseline.createdAt}, sha256 ${baseline.sha256}`]] as const)
      : []),
    ['Machine', provenance.machine],
    ['Took', duration(provenance.seconds)],
    [
      'Versions',
      Object.entries(provenance.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
  ];
  return runSection(
    { id: 'provenance', name: 'Provenance', title: 'How these figures came about' },
    undefined,
    html`<h3>The command</h3>
      <pre><code>${provenance.command}</code></pre>
      <table class="facts-table">
        <tbody>
          ${facts.map(
            ([label, value]) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <h3>Points</h3>
      ${points.map(pointFacts)}
      <details>
        <summary>The configuration, defaults filled in</summary>
        <pre><code>${JSON.stringify(configuration, null, 2)}</code></pre>
      </details>`,
  );
}

const controlFacts = ({ estimator, outfits }: NonNullable<Point['control']>['provenance']) =>
  [
    [
      'Pose estimator',
      `${estimator.name}, ${estimator.settings}, weights ${estimator.weightsSha256}, licence ${licenceText(estimator.licence)}`,
    ],
    ...(outfits
      ? ([
          [
            'Outfits seen by',
            `${outfits.name}, ${outfits.settings}, weights ${outfits.weightsSha256}, licence ${licenceText(outfits.licence)}; regions from the ${outfits.regions}`,
          ],
        ] as const)
      : []),
  ] as const;

function pointFacts({ id, identity, knobs, samples, runsOn, quality }: Point): Html {
  const settings = Object.entries(knobs ?? {}).map(([name, value]) => `${name} ${value}`);
  const { skipped } = quality.generated;
  return html`<details class="point-facts">
    <summary>${id}</summary>
    <dl>
      <div>
        <dt>Generator</dt>
        <dd>${identity.name}, ${identity.loader}, sha256 <code>${identity.sha256}</code></dd>
      </div>
      <div>
        <dt>Knobs</dt>
        <dd>${knobs === null ? 'images already made' : settings.join(', ') || 'none'}</dd>
      </div>
      <div>
        <dt>Samples</dt>
        <dd>${formatCount(samples.count)} from seed ${samples.seed}, in <code>${samples.location}</code></dd>
      </div>
      <div>
        <dt>Asked for by</dt>
        <dd>
          ${samples.conditions ? html`<code>${samples.conditions.manifest}</code>, sha256 <code>${samples.conditions.sha256}</code>` : 'nothing'}
        </dd>
      </div>
      <div>
        <dt>Sampled on</dt>
        <dd>${runsOn}</dd>
      </div>
      ${skipped.map(
        ({ id: image, reason }) =>
          html`<div>
            <dt>Skipped</dt>
            <dd><code>${image}</code> ${reason}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

const sideText = ({ location, kind, available, count, ignored, skipped }: Side): string =>
  [
    `${location}: ${kind === 'statistics' ? 'a file of statistics' : `${formatCount(available ?? 0)} images in the set`}`,
    ...(count === null ? [] : [`${formatCount(count)} scored`]),
    ...(ignored > 0 ? [`${formatCount(ignored)} other files ignored`] : []),
    ...(skipped.length > 0
      ? [`${formatCount(skipped.length)} skipped: ${skipped.map(({ id }) => id).join(', ')}`]
      : []),
  ].join(', ');

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}
