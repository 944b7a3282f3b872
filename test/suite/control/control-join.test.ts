import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/conditions/condition.js';
import { InputError } from '../../../src/errors.js';
import { joinImages } from '../../../src/suite/control/control-join.js';

const condition = (id: string, file: string): Condition => ({
  ...{ id, file, size: null, pose: null, box: null, headBox: null, outfit: null },
  ...{ parsing: null, labels: {}, seed: null, knobs: {}, base: null, coloursOf: null },
});

/** Which condition each image is given. */
const joined = (ids: readonly string[], conditions: readonly Condition[]) =>
  Object.fromEntries(joinImages(ids, conditions).map(({ id, condition: { id: name } }) => [id, name]));

describe('joinImages', () => {
  it.each([
    ['file', 'images/a.jpg'],
    ['file with another extension', 'images/a.webp'],
    ['id', 'first'],
    ['id with an extension', 'first.png'],
    ['folder of the id', 'first/seed-7.png'],
    ['folder of the file', 'images/a/seed-7.png'],
  ])('joins by the %s', (_, id) => {
    const conditions = [condition('first', 'images/a.jpg'), condition('second', 'images/b.jpg')];
    expect(joined([id], conditions)).toEqual({ [id]: 'first' });
  });

  it('joins nothing else', () => {
    const conditions = [condition('first', 'images/a.jpg')];
    expect(joined(['a.jpg', 'x/first.png', 'first-1.png', 'first/x/1.png'], conditions)).toEqual({});
  });

  it('keeps points in names that are no extension of images', () => {
    const conditions = [condition('v1.5', 'v1.5'), condition('v1.6', 'v1.6')];
    expect(joined(['v1.6.png', 'v1.5.png'], conditions)).toEqual({ 'v1.6.png': 'v1.6', 'v1.5.png': 'v1.5' });
  });

  it('takes the file where that is the id of another line', () => {
    const conditions = [condition('1.png', '0.png'), condition('2.png', '1.png')];
    expect(joined(['0.png', '1.png'], conditions)).toEqual({ '0.png': '1.png', '1.png': '2.png' });
  });

  it('refuses a name that fits two conditions, unless it is the file itself', () => {
    const conditions = [condition('a.jpg', 'a.jpg'), condition('a.png', 'a.png')];
    expect(joined(['a.png'], conditions)).toEqual({ 'a.png': 'a.png' });
    expect(() => joined(['a.webp'], conditions)).toThrow(InputError);
    expect(() => joined(['a.webp'], conditions)).toThrow(/a\.webp fits two conditions, a\.jpg and a\.png/);
  });
});
