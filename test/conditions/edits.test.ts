import { describe, expect, it } from 'vitest';
import { manifestLineSchema, type ManifestLineInput } from '../../src/config/manifest.js';
import { toCondition, type Condition } from '../../src/conditions/condition.js';
import { editsOf, kindOfEdit } from '../../src/conditions/edits.js';
import { InputError } from '../../src/errors.js';

const slots = ['top', 'shoes', 'bag'];
const condition = (line: ManifestLineInput): Condition => toCondition(manifestLineSchema.parse(line), slots);
const conditions = (...lines: ManifestLineInput[]) => lines.map(condition);

type Joint = [number, number, 0 | 1 | 2];
const pose = (x: number, v: 1 | 2 = 2) => Array.from({ length: 16 }, (_, j): Joint => [x, j, v]);
const base: ManifestLineInput = {
  ...{ id: 'a', width: 30, height: 40, pose: pose(1), seed: 7, knobs: { psi: 1, noise: 0 } },
  outfit: { top: 't1', shoes: 's1', bag: null },
};
const edit = (change: ManifestLineInput): ManifestLineInput => ({ ...base, id: 'b', base: 'a', ...change });
const other: ManifestLineInput = { id: 'other' };

const kinds = (...lines: ManifestLineInput[]) => editsOf(conditions(...lines)).map(kindOfEdit);

describe('editsOf', () => {
  it('tells what was changed', () => {
    const found = editsOf(
      conditions(
        edit({ id: 'pose', pose: pose(2) }),
        base,
        edit({ id: 'top', outfit: { top: 't2', shoes: 's1', bag: null } }),
        edit({ id: 'bag', outfit: { top: 't1', shoes: 's1', bag: 'b1' } }),
        edit({ id: 'barefoot', outfit: { top: 't1', shoes: null, bag: null } }),
        edit({ id: 'swap', coloursOf: 'other' }),
        edit({ id: 'all', coloursOf: 'other', pose: pose(2), outfit: { top: 't2', shoes: 's2', bag: null } }),
        other,
      ),
    );
    expect(found.map((each) => [each.edited.id, each.base.id, kindOfEdit(each)])).toEqual([
      ['pose', 'a', 'pose'],
      ['top', 'a', 'top'],
      ['bag', 'a', 'bag'],
      ['barefoot', 'a', 'shoes'],
      ['swap', 'a', 'colours'],
      ['all', 'a', 'pose + top + shoes + colours'],
    ]);
    expect(found[4]!.changed).toMatchObject([{ kind: 'colours', source: { id: 'other' } }]);
  });

  it('takes for held what one of the two does not say, and a joint that is hidden now', () => {
    expect(
      kinds(
        base,
        edit({ pose: pose(1, 1), outfit: { top: 't2' } }),
        edit({ id: 'c', pose: null, outfit: { bag: 'b' } }),
      ),
    ).toEqual(['top', 'bag']);
  });

  it('tells a joint that is labelled in one of the two only', () => {
    expect(kinds(base, edit({ pose: [...pose(1).slice(1), [0, 0, 0]] }))).toEqual(['pose']);
  });

  it('takes the same knobs in another order for the same', () => {
    expect(kinds(base, edit({ pose: pose(2), knobs: { noise: 0, psi: 1 } }))).toEqual(['pose']);
  });

  it('finds none where no line has a base', () => {
    expect(editsOf(conditions(base, other))).toEqual([]);
  });

  it.each<[string, ManifestLineInput[], RegExp]>([
    [
      'a base that is not there',
      [base, edit({ base: 'A' })],
      /^b: base is 'A', which no line has.*Did you mean/,
    ],
    ['itself for base', [edit({ base: 'b' })], /^b: base is 'b', the line itself/],
    [
      'an edit for base',
      [base, edit({ pose: pose(2) }), edit({ id: 'c', base: 'b' })],
      /^c: its base, b, is an edit itself, of a/,
    ],
    ['another seed', [base, edit({ pose: pose(2), seed: 8 })], /^b: its seed is 8, .*a, 7/],
    ['no seed', [base, edit({ pose: pose(2), seed: null })], /^b: its seed is null, .*a, 7/],
    ['other knobs', [base, edit({ pose: pose(2), knobs: { psi: 0.5, noise: 0 } })], /its knobs .*0\.5/],
    ['another picture', [base, edit({ pose: pose(2), width: 60, height: 80 })], /picture size .*60/],
    ['nothing changed', [base, edit({})], /^b: asks for the same .* as its base, a; .*ID\/SEED/],
    ['colours of a line that is not there', [base, edit({ coloursOf: 'x' })], /^b: coloursOf is 'x'/],
    ['its own colours', [base, edit({ coloursOf: 'b' })], /^b: coloursOf is 'b', the line itself/],
    ['the colours that it has', [base, edit({ coloursOf: 'a' })], /^b: coloursOf is its base/],
  ])('refuses %s', (_, lines, message) => {
    const finding = () => editsOf(conditions(...lines));
    expect(finding).toThrow(InputError);
    expect(finding).toThrow(message);
  });
});
