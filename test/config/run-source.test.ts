import { describe, expect, it } from 'vitest';
import { runFileSchema } from '../../src/config/run-file.js';
import { parseRunFile } from '../../src/config/run-source.js';
import { InputError, UsageError } from '../../src/errors.js';

const parse = (text: string) => parseRunFile(text, 'gan-eval.yaml');

/** The lines of the message that a text is refused with. */
function complaints(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message.split('\n');
  }
  throw new Error('It was not refused.');
}

const LEAST = `real: data
generators:
  - { name: a, source: b }
`;

describe('parseRunFile', () => {
  it('fills in defaults', () => {
    expect(parse(LEAST).file).toEqual(
      runFileSchema.parse({ real: 'data', generators: [{ name: 'a', source: 'b' }] }),
    );
    expect(parse(LEAST).file).toMatchObject({ seed: 0, out: 'gan-eval-run', metrics: { ids: ['default'] } });
  });

  it('takes anchors, merge keys and JSON', () => {
    const text =
      'real: x\ngenerators:\n  - &a { name: a, source: b, knobs: { psi: 0.5 } }\n  - { <<: *a, name: c }\n';
    expect(parse(text).file.generators[1]).toEqual({ name: 'c', source: 'b', knobs: { psi: 0.5 } });
    expect(parse(JSON.stringify({ real: 'x', generators: [{ name: 'a', source: 'b' }] })).file.real).toBe(
      'x',
    );
  });

  it('takes a gate without quotes, which to YAML is a key with a value, for what it is', () => {
    const text = `real: x
generators: [{ name: a, source: b }]
gates:
  - a.fid: upper(95) <= 18
  - a.kid: < 1
  - a.kid < 1
  - name: Control
    gate: a.pck > 0.5
`;
    const gates = [
      'a.fid: upper(95) <= 18',
      'a.kid: < 1',
      'a.kid < 1',
      { name: 'Control', gate: 'a.pck > 0.5' },
    ];
    expect(parse(text).file.gates).toEqual(gates);
  });

  it('names every mistake, each with its place, what was seen and what was expected', () => {
    const lines = complaints(`real: 3
generators:
  - name: 1a
    sorce: x
    sweep: { knob: psi }
    conditions: true
gates:
  - gat: fid < 3
  - 3
  - ''
seed: 1.5
control:
  score: [x]
  resamples: -1
metrics:
  options: { kid: 1 }
onError: maybe
`);
    expect(lines).toEqual(
      [
        'gan-eval.yaml:1:1: real: expected text, got 3.',
        'gan-eval.yaml:3:5: generators[0].name: must be letters, digits and _',
        'gan-eval.yaml:3:5: generators[0].source: is missing; expected text.',
        'gan-eval.yaml:4:5: generators[0].sorce: is no key of a configuration. Did you mean source? Keys here: name, source,',
        'gan-eval.yaml:5:5: generators[0].sweep.values: is missing; expected text or a list.',
        'gan-eval.yaml:6:5: generators[0].conditions: expected text or false, got true.',
        'gan-eval.yaml:8:5: gates[0].gate: is missing; expected text.',
        'gan-eval.yaml:8:5: gates[0].gat: is no key of a configuration. Did you mean gate?',
        'gan-eval.yaml:9:5: gates[1]: expected text or keys with values, got 3.',
        'gan-eval.yaml:10:5: gates[2]: expected something in it, got "".',
        'gan-eval.yaml:11:1: seed: expected a whole number, got 1.5.',
        'gan-eval.yaml:13:3: control.score: is no key of a configuration. Did you mean scores?',
        'gan-eval.yaml:14:3: control.resamples: expected a number of at least 0, got -1.',
        'gan-eval.yaml:16:14: metrics.options.kid: must be METRIC.OPTION, such as kid.estimator',
        'gan-eval.yaml:17:1: onError: expected fail or skip, got "maybe".',
      ].map((start) => expect.stringContaining(start) as string),
    );
  });

  it('says what a missing key is for', () => {
    expect(complaints('')).toEqual([
      expect.stringMatching(/^gan-eval\.yaml:1:1: real: is missing; expected text\. \(Real images: a folder/),
      expect.stringMatching(/^gan-eval\.yaml:1:1: generators: is missing; expected a list\./),
    ]);
    expect(complaints('- 1')).toEqual([
      expect.stringMatching(/^gan-eval\.yaml:1:1: expected keys with values, got \[1\]/),
    ]);
  });

  it.each([
    ['brackets that stay open', 'real: [', /^gan-eval\.yaml:1:8: /],
    ['keys that are there twice', 'real: a\nreal: b', /^gan-eval\.yaml:2:1: Map keys must be unique/],
    ['tabs', 'real: a\n\tseed: 1', /^gan-eval\.yaml:2:1: /],
    ['tags', 'real: !!python/object x', /^gan-eval\.yaml:1:7: Unresolved tag/],
    ['two documents', 'real: a\n---\nreal: b', /^gan-eval\.yaml:2:1: /],
    ['aliases of nothing', 'real: *x', /^gan-eval\.yaml: its aliases \(\*name\) cannot be followed: .*x/],
    ['NaN', `${LEAST}seed: .nan`, /^gan-eval\.yaml:4:1: seed: expected/],
    [
      'names that are there twice',
      'real: a\ngenerators: [{name: a, source: b}, {name: a, source: c}]',
      /^gan-eval\.yaml:2:\d+: generators\[1\]\.name: must not be that of another generator, got "a"/,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(complaints(text)[0]).toMatch(message);
  });

  it.each([
    ['a key', `${LEAST}${'k'.repeat(900)}: 1`],
    ['a key of a key', `${LEAST}tradeoff: {${'k'.repeat(900)}: 1}`],
    ['an alias', `real: *${'x'.repeat(20_000)}`],
  ])('shortens %s that is too long to be read', (_, text) => {
    expect(complaints(text).join('\n')).toMatch(/(kkk|xxx)\.\.\./);
    expect(complaints(text).join('\n').length).toBeLessThan(3000);
  });

  it('refuses aliases that grow beyond memory', () => {
    const grow = (name: string, of: string): string =>
      `${name}: &${name} [${Array<string>(9).fill(of).join(', ')}]\n`;
    const bomb = [grow('a', 'x'), grow('b', '*a'), grow('c', '*b'), grow('d', '*c'), grow('e', '*d')].join(
      '',
    );
    expect(complaints(bomb)[0]).toMatch(/cannot be followed: Excessive alias count/);
  });

  it('tells its place with what is wrong later, and leaves errors of another kind alone', async () => {
    const { at, says } = parse(LEAST);
    expect([says(['real']), says(['seed']), says(['generators', 0, 'name'])]).toEqual([true, false, true]);
    const failing = at(['generators', 0, 'source'], () => Promise.reject(new InputError('is not there.')));
    await expect(failing).rejects.toThrow(
      new InputError('gan-eval.yaml:3:16: generators[0].source: is not there.'),
    );
    // What is not said has the place of what it belongs to.
    await expect(
      at(['generators', 0, 'sweep', 'knob'], () => {
        throw new UsageError('no.');
      }),
    ).rejects.toThrow('gan-eval.yaml:3:5: generators[0].sweep.knob: no.');
    const defect = new Error('a defect');
    await expect(at(['real'], () => Promise.reject(defect))).rejects.toBe(defect);
    expect(defect.message).toBe('a defect');
  });
});
