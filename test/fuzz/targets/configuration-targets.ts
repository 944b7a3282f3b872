import { readFile } from 'node:fs/promises';
import { parseRunFile } from '../../../src/config/run-source.js';
import { parseGates } from '../../../src/gate/parse-gates.js';
import { judgeGates } from '../../../src/gate/judge-gates.js';
import { integer, names as nameList, positiveInteger, seed } from '../../../src/cli/flag-values.js';
import { knobValue } from '../../../src/cli/sample-flags.js';
import { parseSweep } from '../../../src/suite/sampling/sweep-values.js';
import { GanEvalError } from '../../../src/errors.js';
import { aMeasuredRun, namesOf, NO_BASELINE } from '../../gate/a-measured-run.js';
import { mutateText } from '../mutate-text.js';
import type { Target } from '../target.js';

const measured = aMeasuredRun();
const gateNames = namesOf(measured);

const gates = [
  'conditional.fid - unconditional.fid < 4 and conditional.pckh > 0.3',
  'not (delta(fid) > 1) or lower(conditional[psi=0.5].fid, 95) < 18 and p(pckh, 0.05) >= 0',
  'abs(log(max(fid, kid))) ^ 2 / 3 <= sqrt(exp(1))',
  '0 < conditional.fid < 20',
  'conditional.fid: upper(95) <= 18',
  '*.fid: delta <= 0.5',
  'conditional[*]."retrieval-1".slots.top: p(0.05) > 0.1',
  'fid <= 18',
];

const yaml = `# a comment
real: &real images/real
generators:
  - name: conditional
    source: generators/conditional
    sweep: { knob: psi, values: 0.3:1.0:0.1 }
  - { name: plain, source: *real, knobs: {} }
metrics: { ids: [fid, kid], options: { kid.estimator: subsets } }
control: { scores: [pose] }
gates:
  - 'conditional.fid: upper(95) <= 18'
  - conditional.fid: <= 20
`;

export const configurationTargets: readonly Target[] = [
  {
    name: 'run-file',
    seeds: async () => [
      Buffer.from(yaml),
      await readFile(new URL('../../../fixtures/demo.yaml', import.meta.url)),
      Buffer.from('a: &a [x, x]\nb: &b [*a, *a]\nreal: [*b, *b]\ngenerators: *b\n'),
    ],
    mutate: mutateText,
    parse: (input) => Promise.resolve(parseRunFile(Buffer.from(input).toString(), 'gan-eval.yaml')),
  },
  {
    name: 'gates',
    seeds: () => Promise.resolve(gates.map((gate) => Buffer.from(gate))),
    mutate: mutateText,
    parse(input) {
      const parsed = parseGates([Buffer.from(input).toString()], gateNames);
      return Promise.resolve(judgeGates(parsed, measured, NO_BASELINE));
    },
  },
  {
    name: 'flags',
    seeds: () =>
      Promise.resolve(
        ['12', 'psi=0.7', 'psi=0.3:1.0:0.1', 'psi=1,2,3', 'a,b'].map((flag) => Buffer.from(flag)),
      ),
    mutate: mutateText,
    parse(input) {
      const text = Buffer.from(input).toString();
      for (const read of [
        positiveInteger,
        seed,
        nameList,
        knobValue,
        parseSweep,
        (flag: string) => integer(flag, 3, 9),
      ]) {
        try {
          read(text);
        } catch (error) {
          // commander tells of these itself.
          const told = error instanceof Error && error.constructor.name === 'InvalidArgumentError';
          if (!told && !(error instanceof GanEvalError)) throw error;
        }
      }
      return Promise.resolve();
    },
  },
];
