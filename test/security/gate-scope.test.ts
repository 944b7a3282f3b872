import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { aMeasuredRun, judge, namesOf } from '../gate/a-measured-run.js';
import { parseGates } from '../../src/gate/parse-gates.js';

const names = namesOf(aMeasuredRun());

const ESCAPES = [
  'constructor > 0',
  'conditional.constructor > 0',
  'conditional["constructor"]["constructor"]("return process")() > 0',
  '__proto__ > 0',
  'conditional.__proto__.polluted > 0',
  'abs.constructor("return process")() > 0',
  'cos.constructor("return process")() > 0',
  'toString() > 0',
  'import({a: 1}) > 0',
  'evaluate("1") > 0',
  'eval("1") > 0',
  'parse("1") > 0',
  'compile("1") > 0',
  'createUnit("foo") > 0',
  'simplify("1") > 0',
  'derivative("x", "x") > 0',
  'config({}) > 0',
  'parser() > 0',
  'typed("a", {}) > 0',
  'chain(1).done() > 0',
  'f(x) = x; f(1) > 0',
  'x = 1',
  'fid = 1 > 0',
  'conditional.fid = 1',
  '[1, 2][1] > fid',
  'zeros(1e9) > fid',
  'ones(99999, 99999)[1, 1] > fid',
  '1:1e9 > fid',
  'fid > [1:1e9]',
  'factorial(1e9) > fid',
  '170! > fid',
  'random() > fid',
  'fid > 3 ? fid : kid',
  '{a: fid}.a > 0',
  '"a" > fid',
  'fid > "1"',
  'fid > true',
  'fid > i',
  'fid > 1 cm',
  '2 fid > 1',
  "fid' > 1",
  'fid % 2 > 1',
  'fid & 1 > 0',
  'fid to cm > 0',
  'fid; kid > 0',
  'fid > 1 \n import({})',
  'process.exit(1) > 0',
  'globalThis > 0',
  'require("fs") > 0',
];

describe('an expression of a gate', () => {
  it.each(ESCAPES)('does not reach out of its scope: %j', (text) => {
    expect(() => parseGates([text], names)).toThrow(UsageError);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('finds nothing by a name that only JavaScript knows', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'length']) {
      expect(judge(`conditional.fid.${name} > 0`).outcome).toBe('fail');
      expect(judge(`conditional.fid.${name}: > 0`).outcome).toBe('fail');
    }
  });

  it.each([
    'conditional.fid ^ 999 ^ 999 < 1',
    'exp(exp(exp(exp(conditional.fid)))) < 1',
    'log(conditional.fid - conditional.fid) < 1',
    'sqrt(-conditional.fid) < 1',
    'conditional.fid / 0 < 1',
  ])('that comes to no number fails, and says why: %s', (text) => {
    const { outcome, checks } = judge(text);
    expect(outcome).toBe('fail');
    expect(checks[0]!.reason).toMatch(/which cannot be held against a limit/);
  });

  it.each([
    ['minus signs', `${'-'.repeat(950)}fid < 1`],
    ['nots', `${'not '.repeat(240)}(fid < 1)`],
    ['powers', `fid${'^1'.repeat(480)} < 1`],
    ['sums', `fid${'+fid'.repeat(240)} < 1`],
    ['alternatives', Array(90).fill('fid < 1').join(' or ')],
    ['a maximum of many', `max(${Array(240).fill('fid').join(',')}) < 1`],
    ['parentheses', `${'('.repeat(400)}fid${')'.repeat(400)} < 1`],
    ['more characters than it may have', `fid < ${'1'.repeat(5000)}`],
  ])('of %s is judged or refused, and ends', (_, text) => {
    try {
      expect(judge(text).checks.length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
    }
  });
});
