import { describe, expect, it } from 'vitest';
import { inReadingOrder } from '../../../src/reports/run/reading-order.js';
import { aScore, anInterval } from '../../config/run-result-builder.js';

describe('inReadingOrder', () => {
  it('puts the headline first and scores without an interval last, and else keeps the order', () => {
    const bare = aScore('fid', 1, { interval: anInterval(1, null) });
    const scores = [bare, aScore('recall', 1), aScore('kid', 1), aScore('density', 1)];
    expect(inReadingOrder(scores, 'kid').map(({ id }) => id)).toEqual(['kid', 'recall', 'density', 'fid']);
    expect(inReadingOrder(scores, undefined).map(({ id }) => id)).toEqual([
      'recall',
      'kid',
      'density',
      'fid',
    ]);
  });
});
