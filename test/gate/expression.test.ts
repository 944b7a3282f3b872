import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import { UsageError } from '../../src/errors.js';
import { parseGates } from '../../src/gate/parse-gates.js';
import { aMeasuredRun, judge, namesOf } from './a-measured-run.js';

const names = namesOf(aMeasuredRun());

describe('an expression', () => {
  it.each<[string, string]>([
    // 4, within 4 ± sqrt(1 + 1).
    ['conditional.fid - unconditional.fid < 5.5', 'pass'],
    ['conditional.fid - unconditional.fid < 5', 'inconclusive'],
    ['conditional.fid - unconditional.fid < 2.5', 'fail'],
    ['unconditional.fid + 5.5 > conditional.fid', 'pass'],
    ['5.5 > conditional.fid - unconditional.fid', 'pass'],
    // What is read twice errs alike.
    ['conditional.fid - conditional.fid < 0.001', 'pass'],
    ['conditional.fid / conditional.fid <= 1', 'pass'],
    ['2 * conditional.fid - 2 < 32.5 + 1.6', 'pass'],
    ['min(conditional.fid, unconditional.fid) < 13.5', 'pass'],
    ['max(conditional.fid, unconditional.fid) < 13.5', 'fail'],
    ['sqrt(abs(-conditional.fid)) ^ 2 < 17.1', 'pass'],
    ['log(exp(1)) * cost.fid < 4.6', 'pass'],
    ['10 < conditional.fid < 18', 'pass'],
    ['conditional.retrieval_1.slots.top > 0.4', 'pass'],
    ['conditional.retrieval_1.slots.upper__body_ > 0.3', 'pass'],
    ['conditional[psi=0.5].fid < conditional[psi = 1].fid', 'pass'],
    ['cost[conditional-unconditional].fid + 0 < 4.6', 'pass'],
    ['pckh.normalised + 0 > 0.4', 'pass'],
    ['n(conditional.fid) >= 100', 'pass'],
    ['p(conditional.pckh, 0.5) >= 0.5', 'pass'],
    ['value(unconditional.kid) < 0.02', 'pass'],
    ['upper(conditional.fid) <= 17 and lower(conditional.fid, 95) >= 15', 'pass'],
    ['upper(conditional.fid, 99) <= 17.2', 'fail'],
    // Three values: true, false, and not known (within the interval of 15 to 17).
    ['conditional.fid < 16.5 and 1 > conditional.pckh', 'inconclusive'],
    ['conditional.fid < 16.5 and conditional.pckh > 1', 'fail'],
    ['conditional.fid < 16.5 or conditional.pckh > 1', 'inconclusive'],
    ['conditional.fid < 16.5 or conditional.pckh < 1', 'pass'],
    ['not (conditional.fid < 16.5)', 'inconclusive'],
    ['not (conditional.pckh > 1)', 'pass'],
    ['not (conditional.pckh < 1)', 'fail'],
    ['conditional.pckh > 1 or (conditional.pckh < 1 and not (unconditional.fid > 14))', 'pass'],
    ['unconditional.kid + 0 < 1', 'inconclusive'],
    ['unconditional.kid + 0 < 1 or conditional.pckh < 1', 'pass'],
    // What is not there is neither true nor false.
    ['unconditional.recall > 0 or conditional.pckh < 1', 'fail'],
    ['not (unconditional.recall > 0 and true_ > 0) or conditional.pckh < 1', 'refused'],
    ['not (unconditional.recall > 0)', 'fail'],
    ['unconditional.pckh + 0 > 0', 'fail'],
    ['fid + 0 < 99', 'fail'],
    ['conditional.fid / (unconditional.kid - unconditional.kid) < 1', 'inconclusive'],
    ['log(-conditional.fid) < 1', 'fail'],
    ['exp(conditional.fid ^ 9) > 1', 'fail'],
  ])('%s: %s', (text, outcome) => {
    if (outcome === 'refused') expect(() => judge(text)).toThrow(UsageError);
    else expect(judge(text).outcome).toBe(outcome);
  });

  it('is a check for each condition that has to hold', () => {
    const { checks } = judge('conditional.fid - unconditional.fid < 5 and conditional.pckh.normalised > 0.3');
    expect(checks).toMatchObject([
      { subject: 'conditional.fid - unconditional.fid < 5', observed: 4, limit: 5, margin: 1 },
      { subject: 'conditional.pckh.normalised > 0.3', observed: 0.5, outcome: 'pass' },
    ]);
    // 100 images, sqrt(2) times too far.
    expect([200, 210]).toContain(checks[0]!.samplesToSettle);
  });

  it('says which numbers it cannot choose between, and what there is', () => {
    expect(judge('fid + 0 < 9').checks[0]!.reason).toBe(
      'fid: it names 2 numbers, expected one: unconditional.fid, conditional[psi=1].fid',
    );
    expect(judge('unconditional.pckh + 0 > 0').checks[0]!.reason).toContain(
      'there is behind unconditional: fid',
    );
  });

  it.each<[string, number, RegExp]>([
    [
      'conditional.retrieval-1 + 0 > 0.3',
      12,
      /no score 'retrieval'\. Did you mean retrieval_1\?.*write _ for -/,
    ],
    ['conditonal.fid + 0 < 3', 0, /Did you mean conditional\?/],
    ['conditional.fid + 0 == 3', 0, /equals nothing but by chance/],
    ['*.fid + 0 < 3', 0, /wildcards need the form/],
    ['conditional.fid + < 3', 18, /Value expected/],
    ['conditional.fid +', 17, /Unexpected end/],
    ['1 < 2', 0, /Expected a score in it/],
    ['conditional.fid + 1 < 1/0', 0, /The limit comes to Infinity/],
    ['conditional.fid + 1 < 1e999', 0, /not a number|something else/],
    ['conditional.fid', 0, /Expected a comparison/],
    ['not conditional.fid < 3', 0, /Expected a number/],
    ['upper(conditional.fid, 2) < 3', 23, /level of an interval/],
    ['upper(3) < 3', 6, /Expected the name of a score/],
    ['p(conditional.pckh) < 3', 0, /a share from 0 to 1/],
    ['n(conditional.pckh, 3) < 3', 0, /n takes a score; got 2/],
    ['abs() + conditional.fid < 3', 0, /abs takes one number, got 0/],
    ['   ', 0, /Expected a comparison/],
  ])('refuses %s at column %i', (text, column, message) => {
    let thrown: unknown;
    try {
      parseGates([text], names);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UsageError);
    const [, , mark, explanation] = (thrown as UsageError).message.split('\n');
    expect(mark!.indexOf('^') - 2).toBe(column);
    expect(explanation).toMatch(message);
  });
});

describe('the sandbox', () => {
  const fid = 'conditional.fid';
  it.each([
    'constructor.constructor("return process")() < 1',
    'conditional.constructor < 1 + 0',
    '__proto__.fid + 0 < 1',
    `${fid}["constructor"] + 0 < 1`,
    `${fid}.constructor("return 1")() < 1`,
    `toString(${fid}) < 1`,
    `hasOwnProperty(${fid}) < 1`,
    `import({fid: 1}) < ${fid}`,
    `createUnit("fid") < ${fid}`,
    `evaluate("1") < ${fid}`,
    `parse("1") < ${fid}`,
    `simplify("1") < ${fid}`,
    `derivative("x^2", "x") < ${fid}`,
    `config({}) < ${fid}`,
    `typed("f", {}) < ${fid}`,
    `random() < ${fid}`,
    `factorial(170) < ${fid}`,
    `200000! < ${fid}`,
    `combinations(1e9, 5e8) < ${fid}`,
    `zeros(10000, 10000) < ${fid}`,
    `[1, 2, 3] < ${fid}`,
    `sum(1) < ${fid}`,
    `map(1, 2) < ${fid}`,
    `"abc" < ${fid}`,
    `{a: 1}.a < ${fid}`,
    `fid = 3`,
    `f(x) = x < ${fid}`,
    `${fid} < 3; 1`,
    `${fid} < 3\n1 < 2`,
    `5 cm < ${fid}`,
    `${fid} to cm < 3`,
    `${fid} in cm < 3`,
    `true < ${fid}`,
    `null < ${fid}`,
    `NaN < ${fid}`,
    `i < ${fid}`,
    `${fid} ? 1 < 2 : 1 > 2`,
    `${fid} mod 2 < 1`,
    `${fid} | 1 < 3`,
    `${fid}' < 3`,
    `${fid} xor 1`,
    `end < ${fid}`,
    `1n < ${fid}`,
    `(x) + ${fid} < 1`,
    `valueOf.call < ${fid}`,
  ])('takes nothing but scores and arithmetic: %s', (text) => {
    expect(() => parseGates([text], names)).toThrow(UsageError);
  });

  it('bounds length and depth', () => {
    const deep = (depth: number) => `${'('.repeat(depth)}${fid}${')'.repeat(depth)} + 0 < 20`;
    expect(judge(deep(50)).outcome).toBe('pass');
    expect(() => judge(deep(51))).toThrow(/at most 50 parentheses/);
    expect(() => judge(deep(400))).toThrow(/at most 50 parentheses/);
    expect(() => judge(`${fid} < 1${' '.repeat(2000)}+ 0`)).toThrow(/at most 1000 characters/);
    for (const chain of [
      '-'.repeat(900),
      '+'.repeat(900),
      'abs '.repeat(200),
      '1^'.repeat(450),
      'not '.repeat(200),
    ]) {
      // Whatever is made of it, it is made at once.
      expect(() => parseGates([`${chain}${fid} + 0 < 1`], names)).not.toThrow(RangeError);
    }
  });

  it('answers noise with a gate or a message, and nothing else', () => {
    const random = new Mt19937(3);
    const pieces = [
      fid,
      '(',
      ')',
      '+',
      '-',
      '*',
      '/',
      '^',
      '<',
      '>',
      '=',
      '.',
      ',',
      '[',
      ']',
      '1',
      '1e9',
      '"',
      "'",
      ':',
    ];
    pieces.push(
      ' and ',
      ' or ',
      ' not ',
      'abs',
      'upper',
      'p',
      '!',
      '%',
      '{',
      '}',
      ';',
      '\n',
      '#',
      '\u0000',
      'é',
      '💥',
    );
    for (let round = 0; round < 1000; round++) {
      const text = Array.from({ length: 12 }, () => pieces[random.integer(0, pieces.length)]!).join('');
      try {
        parseGates([text], names);
      } catch (error) {
        if (!(error instanceof UsageError)) throw new Error(`${JSON.stringify(text)}: ${String(error)}`);
      }
    }
  });
});
