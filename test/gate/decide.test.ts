import { describe, expect, it } from 'vitest';
import { judge } from './a-measured-run.js';

/** The limit below, at the lower end of, inside, at the upper end of, and above the interval 15 to 17 about 16. */
const limits = [14, 15, 16.5, 17, 18];
const [pass, fail, open] = ['pass', 'fail', 'inconclusive'];

describe('a gate on a number with an interval', () => {
  it.each<[string, string[]]>([
    // The whole interval on the good side, on the bad side, or neither.
    ['<', [fail, fail, open, open, pass]],
    ['<=', [fail, open, open, pass, pass]],
    ['>', [pass, open, open, fail, fail]],
    ['>=', [pass, pass, open, open, fail]],
    // The end that is the first to break the limit: the same.
    ['upper(95) <', [fail, fail, open, open, pass]],
    ['upper(95) <=', [fail, open, open, pass, pass]],
    ['lower(95) >', [pass, open, open, fail, fail]],
    ['lower(95) >=', [pass, pass, open, open, fail]],
    // The end that is the last to break it: only a proven breach fails, and nothing is inconclusive.
    ['lower(95) <', [fail, fail, pass, pass, pass]],
    ['lower(95) <=', [fail, pass, pass, pass, pass]],
    ['upper(95) >', [pass, pass, pass, fail, fail]],
    ['upper(95) >=', [pass, pass, pass, pass, fail]],
    // The value, 16, alone.
    ['value <', [fail, fail, pass, pass, pass]],
    ['value <=', [fail, fail, pass, pass, pass]],
    ['value >', [pass, pass, fail, fail, fail]],
    ['value >=', [pass, pass, fail, fail, fail]],
  ])('%s', (stat, outcomes) => {
    expect(limits.map((limit) => judge(`conditional.fid: ${stat} ${limit}`).outcome)).toEqual(outcomes);
  });

  it('takes a value that meets the limit as what the operator says', () => {
    const outcomes = ['<', '<=', '>', '>='].map((sign) => judge(`conditional.fid: value ${sign} 16`).outcome);
    expect(outcomes).toEqual([fail, pass, fail, pass]);
  });

  it('stretches the halves of the interval for other levels, as those of a normal distribution', () => {
    const [check] = judge('conditional.fid: upper(99) <= 17.3').checks;
    // Quantiles 0.995 and 0.975 from a table of the normal distribution.
    expect(check!.observed).toBeCloseTo(16 + 2.5758293 / 1.959964, 6);
    expect(check).toMatchObject({ outcome: open, interval: { low: 15, high: 17 } });
    expect(judge('conditional.fid: lower(50) > 15.6').outcome).toBe(pass);
  });

  it('says by how much, and how many images would settle what is open', () => {
    expect(judge('conditional.fid: upper(95) <= 18').checks).toEqual([
      {
        ...{ subject: 'conditional[psi=1].fid', outcome: pass, observed: 17, limit: 18, margin: 1 },
        ...{ interval: { low: 15, high: 17 }, samplesToSettle: null },
        reason: 'upper(95) is 17 of 16 (95% interval 15 to 17) keeps <= 18',
      },
    ]);
    const [check] = judge('conditional.fid <= 16.2').checks;
    // 100 images, five times too far: 2,500, and the interval has to leave the limit out.
    expect(check).toMatchObject({ outcome: open, observed: 16, samplesToSettle: 2600 });
    expect(check!.margin).toBeCloseTo(0.2, 12);
    expect(check!.reason).toContain('about 2600 images');
    expect(judge('conditional.fid <= 16').checks[0]).toMatchObject({ outcome: open, samplesToSettle: null });
  });
});
