import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { operators, type Stat } from '../../src/gate/gate.js';
import { parseGates } from '../../src/gate/parse-gates.js';
import { pathText } from '../../src/gate/path.js';
import { aMeasuredRun, namesOf } from './a-measured-run.js';

const names = namesOf(aMeasuredRun());
const parse = (text: string) => parseGates([text], names)[0]!;

/** What a gate says, written in another way than the parser reads it. */
function statText(stat: Stat): string {
  if (stat.kind === 'n') return 'n';
  if (stat.kind === 'quantile') return `p( ${stat.share} )`;
  const of = stat.of === 'interval' ? '' : stat.of === 'value' ? 'value' : `${stat.of}(${stat.level})`;
  return `${stat.delta ? 'delta' : ''} ${of}`;
}

const scoreStat = fc.record({
  kind: fc.constant('score' as const),
  delta: fc.boolean(),
  of: fc.constantFrom('value' as const, 'interval' as const, 'lower' as const, 'upper' as const),
  level: fc.double({ min: 50, max: 99.9, noNaN: true }),
});
const anyStat: fc.Arbitrary<Stat> = fc.oneof(
  fc.constant({ kind: 'n' as const }),
  fc.record({ kind: fc.constant('quantile' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  scoreStat.map((stat) => (stat.of === 'lower' || stat.of === 'upper' ? stat : { ...stat, level: 95 })),
);
const blank = fc.constantFrom('', ' ', '  ', '\t');

describe('the form SUBJECT: STAT OP LIMIT', () => {
  it('reads back whatever is written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('conditional', 'unconditional', '*', 'con*al'),
        fc.constantFrom(null, '*'),
        fc.constantFrom('fid', 'fid-infinity', 'retrieval-*', '*'),
        fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
        anyStat,
        fc.constantFrom(...operators),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((limit) => limit + 0),
        blank,
        (generator, setting, score, more, stat, operator, limit, space) => {
          const steps = [
            { name: generator, setting },
            ...[score, ...more].map((name) => ({ name, setting: null })),
          ];
          const text = [pathText(steps), ':', statText(stat), operator, String(limit), ''].join(space || ' ');
          expect(parse(text)).toEqual({
            ...{ kind: 'score', text, name: null, pattern: steps },
            ...{ stat, operator, limit },
          });
        },
      ),
    );
  });

  it('takes a score alone for that of every generator, and one name with a limit without a colon', () => {
    const steps = [
      { name: '*', setting: null },
      { name: 'fid', setting: null },
    ];
    for (const text of ['fid: <= 18', 'fid <= 18', '*.fid<=18', ' fid:<=18 ']) {
      expect(parse(text)).toMatchObject({ kind: 'score', pattern: steps, operator: '<=', limit: 18 });
    }
    expect(parse('conditional[ psi = 0.50 ].retrieval-1 > .5')).toMatchObject({
      ...{ kind: 'score', limit: 0.5 },
      pattern: [{ setting: 'psi=0.5' }, { name: 'retrieval-1' }],
    });
  });

  it('keeps the name that a gate is given', () => {
    expect(parseGates([{ gate: 'fid < 3', name: 'Quality' }], names)[0]).toMatchObject({ name: 'Quality' });
  });

  it.each<[string, number, RegExp]>([
    ['conditonal.fid: < 3', 0, /no generator or score 'conditonal'\. Did you mean conditional\?/],
    ['conditional.fidd: < 3', 12, /no score 'fidd'\. Did you mean fid\?/],
    ['fid: uper(95) < 3', 5, /There is no 'uper'\. Expected one of: value, lower\(L\)/],
    ['fid: upper(95) =< 3', 15, /Expected <, <=, > or >= .*got '=<'/],
    ['fid: == 3', 5, /Expected <, <=, > or >= .*never equals.*got '=='/],
    ['fid == 3', 4, /got '=='/],
    ['fid =< 3', 4, /got '=<'/],
    ['fid: <== 3', 5, /got '<=='/],
    ['fid: upper(0.95) < 3', 11, /from 50 to 99\.9 \(percent\).*got 0\.95/],
    ['fid: p(5) < 3', 7, /a share from 0 to 1/],
    ['fid: p < 3', 7, /Expected \(, with a share/],
    ['fid: delta n < 3', 11, /There is no 'n'/],
    ['fid: < 3 and kid: < 4', 9, /write an expression, without a colon/],
    ['fid: <', 6, /Expected a number as limit, got the end/],
    ['fid: < 1e999', 7, /finite/],
    ['fid: < 18%', 9, /Expected the end/],
    ['conditional[psi=0.7].fid: < 3', 0, /There is no point conditional\[psi=0\.7\].*psi=0\.5, psi=1/],
    ['unconditional[psi=1].fid: < 3', 0, /not swept: leave the brackets out/],
    ['conditional[psi=1.fid: < 3', 26, /Expected \]/],
    ['conditional[psi=1]: < 3', 18, /Expected a score behind a point/],
    ['conditional..fid: < 3', 12, /Expected a name/],
    [': < 3', 0, /Expected a name/],
    ['tradeoff.shape.hypervolume: > 0', 9, /no panel 'shape'.*pose, outfit/],
    ['tradeoff.pose.volume: > 0', 14, /no number of a panel 'volume'.*hypervolume/],
    ['cost.speed: < 1', 5, /no score 'speed'/],
    ['a.fid-b.fid < 4', 0, /put blanks round - and \*/],
  ])('refuses %s at column %i', (text, column, message) => {
    let thrown: unknown;
    try {
      parse(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UsageError);
    const [, shown, mark, ...explanation] = (thrown as UsageError).message.split('\n');
    expect(shown).toBe(`  ${text}`);
    expect(mark!.indexOf('^') - 2).toBe(column);
    expect(explanation.join('\n')).toMatch(message);
  });

  it('names everything that is wrong at once, and keeps control characters out of the message', () => {
    const all = () => parseGates(['fid: < x', 'kid: < 3', 'kd: \u001b[2J < 3'], names);
    expect(all).toThrow(
      /Expected a number as limit, got 'x'[^]*no generator or score 'kd'. Did you mean kid/,
    );
    expect(all).not.toThrow(/\u001b/);
  });
});
