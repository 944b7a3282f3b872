import { describe, expect, it } from 'vitest';
import { readCoordinates } from '../../src/pose/read-coordinates.js';

const input = { widthPx: 200, heightPx: 100 };

describe('readCoordinates', () => {
  it('reads fields in their order and brings pixels to fractions', () => {
    const tensor = { dims: [1, 1, 2, 4], data: Float32Array.of(50, 9, 20, 0.5, 100, 9, 40, 2) };
    const fields = ['y', 'other', 'x', 'score'] as const;
    expect(
      readCoordinates(tensor, 2, { kind: 'coordinates', fields: [...fields], unit: 'pixels' }, input),
    ).toEqual([
      { x: 0.1, y: 0.5, score: 0.5 },
      { x: 0.2, y: 1, score: 1 },
    ]);
  });

  it('takes joints without a score as certain', () => {
    const tensor = { dims: [1, 2], data: Float32Array.of(0.25, 0.75) };
    expect(
      readCoordinates(tensor, 1, { kind: 'coordinates', fields: ['x', 'y'], unit: 'relative' }, input),
    ).toEqual([{ x: 0.25, y: 0.75, score: 1 }]);
  });

  it('says what it expected of another size', () => {
    const tensor = { dims: [1, 17, 3], data: new Float32Array(51) };
    expect(() =>
      readCoordinates(tensor, 16, { kind: 'coordinates', fields: ['x', 'y'], unit: 'relative' }, input),
    ).toThrow('gives 1 x 17 x 3 numbers; expected 16 joints with x, y');
  });
});
