import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { chooseControlScores } from '../../../src/suite/control/choose-control-scores.js';

const chosen = (names: string[], settings: string[] = []) =>
  chooseControlScores(names, settings).map(({ definition, options }) => [definition.id, options]);

describe('chooseControlScores', () => {
  it('gives scores once, in the order asked for, with their options', () => {
    expect(chosen(['oks', 'pck', 'oks'], ['pck.threshold=0.1'])).toEqual([
      ['oks', {}],
      ['pck', { threshold: 0.1, average: 'keypoints' }],
    ]);
    const [all, ...groups] = [['all'], ['pose'], ['outfit'], ['image']].map((group) => chosen(group));
    expect(all).toEqual(groups.flat());
    expect(groups[0]!.map(([id]) => id)).toContain('pckh');
  });

  it.each([
    [['oks-shar'], [], /Unknown control score 'oks-shar'\. Did you mean oks-share\?/],
    [[], [], /No score is named/],
    [['pck'], ['oks-share.threshold=0.7'], /oks-share is not among the scores asked for/],
    [['pck'], ['pck.alpha=0.1'], /pck has no option 'alpha'/],
    [['pck'], ['pck.threshold=-1'], /pck\.threshold is -1; expected/],
    [['pck'], ['threshold=1'], /such as pck\.threshold=0\.1/],
  ])('refuses %j %j', (names, settings, message) => {
    expect(() => chosen(names, settings)).toThrow(UsageError);
    expect(() => chosen(names, settings)).toThrow(message);
  });
});
