import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '../../../src/reports/page/permalink.js';

const text = fc.string({ unit: 'grapheme' });

describe('addresses in the page', () => {
  it('are read as they were written, whatever is in them', () => {
    fc.assert(
      fc.property(fc.record({ id: text, point: text, q: text, sort: text }), (address) => {
        expect(readAddress(writeAddress(address))).toEqual(address);
      }),
    );
  });

  it('are short where nothing is asked for, and take what they cannot read to be missing', () => {
    const nothing = { id: '', point: '', q: '', sort: '' };
    expect(writeAddress({ ...nothing, id: 'quality' })).toBe('#quality');
    expect(readAddress('')).toEqual(nothing);
    expect(readAddress('#%zz&q=%E0&point&more=1')).toEqual(nothing);
  });
});
