import { alternatives, runFileJsonSchema, type JsonSchema } from '../config/run-file-json-schema.js';
import { markdownTable } from './markdown-table.js';

const introduction = `# The configuration: gan-eval.yaml

\`gan-eval run\` does everything that one file asks for: it samples generators, scores what they make against real images, measures how
well they obey conditions, holds the two against each other, judges gates, and writes a report.

\`\`\`
gan-eval init            # writes a commented gan-eval.yaml for the data that it finds
gan-eval run --dry-run   # what would be done, how much, how long
gan-eval run             # does it
\`\`\`

The least that it can say:

\`\`\`yaml
real: data/real
samples: 10000
generators:
  - name: stylegan
    source: models/stylegan
\`\`\`

And a comparison of what control costs:

\`\`\`yaml
title: What does control cost?
real: data/real # with a manifest.jsonl of poses and outfits beside the images
seed: 1
generators:
  - name: unconditional
    source: models/unconditional
  - name: conditional
    source: models/conditional
    sweep: { knob: psi, values: '0.4:1.0:0.2' }
    knobs: { psi: 1 } # the setting of the sweep that gates and differences mean
metrics: { ids: [fid, kid, prdc, memorisation] }
gates:
  - 'conditional.kid: upper(95) <= 0.02'
  - cost.fid < 4 and conditional.pck.normalised > 0.8
\`\`\`

**Paths** start from the folder of the file. **Unknown keys are refused**, with the nearest known one: a misspelt key would silently do
nothing. Every message names file, line and column. Everything that the file names is opened before anything is computed: sets, generators,
knobs and their ranges, scores, options, gates, the baseline.

**The run folder** (\`out\`) gets:

${markdownTable(
  ['file', 'what it is'],
  [
    [
      '`samples/POINT/`',
      'images of a generator at one setting, with a `manifest.jsonl`; as `gan-eval sample` does',
    ],
    ['`result.json`', 'the whole record: scores, intervals, provenance. All else is made from it'],
    ['`report.html`', 'the report: one file that needs no network'],
    ['`report.md`, `charts/`', 'the same in short, for a pull request'],
    ['`junit.xml`', 'the gates as test cases'],
  ],
)}

\`gan-eval report DIR\` makes all but the first two again.

**It can be stopped at any moment** and goes on when it is started again: samples, features and poses that were made are kept. A finished run
started again is quick. \`result.json\` is only ever of one whole run. If the configuration changes, what still holds is kept; samples that were
made in another way (other weights, seed, knobs or conditions) are never mixed with new ones: the run says so and ends. So it does if fewer
are asked for than there are; more are added. Two runs cannot write
to one folder at once.

**Points.** A generator at one setting of its knobs is a point: \`conditional\`, or of a sweep \`conditional[psi=0.7]\`. Of a sweep one point is
meant where only the generator is named: the one that \`knobs\` says, else the knob's default.

**Conditions.** A conditional generator is asked for the conditions of the manifest in turn: those of \`conditions\`, else of the real images.
With fewer samples than conditions, the first ones are asked for. Control is measured of every point that is asked by poses or outfits;
its ceiling comes from the manifest's own images, or from \`real\` where they are not there.

**Images that are made already** can stand for a generator: \`source: generated/\`. They are used where they lie. If their names are those of
the conditions (docs/control.md) and \`conditions\` says which, their control is measured too.

**Exit codes:** 0 all gates passed, 20 one failed, 21 one is inconclusive, 22 a baseline is missing or does not compare; 64 the configuration
cannot be used, 65 the data cannot, 130 stopped by Ctrl-C.

## Every key

Editors complete and check the file by [gan-eval.schema.json](gan-eval.schema.json), which \`gan-eval init\` puts beside it.`;

/** The reference page docs/configuration.md: what is written by hand, then every key from its schema. */
export function configurationPage(): string {
  const rows = keys(runFileJsonSchema(), '');
  return `${introduction}\n\n${markdownTable(['key', 'default', 'what it says'], rows)}\n`;
}

function keys(schema: JsonSchema, path: string): string[][] {
  return alternatives(schema).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([key, property]) => {
      if (typeof property === 'boolean') return [];
      const name = `${path}${key}`;
      const items = alternatives(property).flatMap(({ items: item }) =>
        typeof item === 'object' && !Array.isArray(item) ? [item] : [],
      );
      return [
        [`\`${name}\``, defaultText(property, required.includes(key)), property.description ?? ''],
        ...keys(property, `${name}.`),
        ...items.flatMap((item) => keys(item, `${name}[].`)),
      ];
    }),
  );
}

function defaultText(property: JsonSchema, isRequired: boolean): string {
  if (isRequired) return 'has to be there';
  const value = alternatives(property).find((each) => each.default !== undefined)?.default;
  if (value === undefined || JSON.stringify(value) === '{}') return '';
  return typeof value === 'object' && !Array.isArray(value)
    ? ''
    : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
