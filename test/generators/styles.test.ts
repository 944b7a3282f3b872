import { describe, expect, it } from 'vitest';
import { mixStyles, spreadOverLayers, truncateStyles, type Styles } from '../../src/generators/styles.js';

/** Style number `100 n + 10 layer + i`. */
function styles(count: number, layers: number, width: number): Styles {
  const data = Float32Array.from({ length: count * layers * width }, (_, at) => {
    const row = Math.floor(at / width);
    return 100 * Math.floor(row / layers) + 10 * (row % layers) + (at % width);
  });
  return { count, layers, width, data };
}

describe('spreadOverLayers', () => {
  it('repeats the one style in every layer', () => {
    const spread = spreadOverLayers(styles(2, 1, 2), 3);
    expect(spread).toMatchObject({ count: 2, layers: 3, width: 2 });
    expect([...spread.data]).toEqual([0, 1, 0, 1, 0, 1, 100, 101, 100, 101, 100, 101]);
  });
});

describe('truncateStyles', () => {
  const mean = { layers: 1, width: 2, data: Float32Array.of(4, -8) };

  it('moves every layer towards the mean', () => {
    expect([...truncateStyles(styles(1, 2, 2), mean, 0.5).data]).toEqual([2, -3.5, 7, 1.5]);
  });

  it('is the mean at 0 and nothing at 1', () => {
    expect([...truncateStyles(styles(1, 2, 2), mean, 0).data]).toEqual([4, -8, 4, -8]);
    expect(truncateStyles(styles(2, 2, 2), mean, 1).data).toEqual(styles(2, 2, 2).data);
  });

  it('leaves layers from the cutoff on, in every image', () => {
    expect([...truncateStyles(styles(2, 2, 2), mean, 0, 1).data]).toEqual([4, -8, 10, 11, 4, -8, 110, 111]);
  });

  it('takes a mean of its own for each layer', () => {
    const each = { layers: 2, width: 1, data: Float32Array.of(1000, 2000) };
    expect([...truncateStyles(styles(2, 2, 1), each, 0).data]).toEqual([1000, 2000, 1000, 2000]);
  });
});

describe('mixStyles', () => {
  it('takes the named layers of the same image from the source, and no others', () => {
    const target = styles(2, 3, 1);
    const source = { ...styles(2, 3, 1), data: Float32Array.of(-1, -2, -3, -4, -5, -6) };
    mixStyles(target, source, 1, [0, 2]);
    expect([...target.data]).toEqual([0, 10, 20, -4, 110, -6]);
  });
});
