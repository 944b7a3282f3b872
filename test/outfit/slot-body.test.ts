import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { slotBody } from '../../src/outfit/slot-body.js';

describe('slotBody', () => {
  it.each([
    ['top', 'torso'],
    ['upper_body', 'torso'],
    ['Cloth', 'torso'],
    ['T-shirts', 'torso'],
    ['outerwear', 'torsoLong'],
    ['bottom', 'legs'],
    ['lower body', 'legs'],
    ['Trousers', 'legs'],
    ['dress', 'body'],
    ['dresses', 'body'],
    ['shoes', 'feet'],
    ['headwear', 'head'],
    ['bag', 'carried'],
    ['scarf', 'neck'],
    ['belt', 'waist'],
  ])('knows that a slot called %s covers the %s', (slot, part) => {
    expect(slotBody(slot)).toBe(part);
  });

  it('believes the manifest more than the name', () => {
    const regions = new Map([
      ['top', 'body'],
      ['slot 3', 'feet'],
    ] as const);
    expect(slotBody('top', regions)).toBe('body');
    expect(slotBody('slot 3', regions)).toBe('feet');
  });

  it('says how to tell it what it does not know', () => {
    expect(() => slotBody('slot 3')).toThrow(UsageError);
    expect(() => slotBody('slot 3')).toThrow(/'slot 3'.*"regions": \{"slot 3": "torso"\}.*legs/);
    expect(() => slotBody('trowsers')).toThrow(/Did you mean trouser/);
  });
});
