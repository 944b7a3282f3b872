import { describe, expect, it } from 'vitest';
import { colourPalette } from '../../src/math/colour-palette.js';
import { kMeans } from '../../src/math/k-means.js';
import { labOfRgb, type Lab } from '../../src/math/lab.js';
import { Mt19937 } from '../../src/math/mt19937.js';

const options = { colours: 5, seed: 0 };

/** Areas of colours, each pixel off by a normal error. */
function areas(random: Mt19937, colours: readonly { lab: Lab; pixels: number }[], error = 1): Float64Array {
  return Float64Array.from(
    colours.flatMap(({ lab, pixels }) =>
      Array.from({ length: pixels }, () => lab.map((value) => value + error * random.normal())).flat(),
    ),
  );
}

const stripes: readonly { lab: Lab; pixels: number }[] = [
  { lab: [30, 10, -50], pixels: 3000 },
  { lab: [85, 5, 70], pixels: 1500 },
  { lab: [55, 70, 45], pixels: 500 },
];

describe('colourPalette', () => {
  it('finds the colours of areas, and their shares', () => {
    const palette = colourPalette(areas(new Mt19937(1), stripes), options);
    expect(palette).toHaveLength(stripes.length);
    stripes.forEach(({ lab, pixels }, i) => {
      expect(palette[i]!.share).toBeCloseTo(pixels / 5000, 2);
      lab.forEach((value, axis) => {
        expect(Math.abs(palette[i]!.lab[axis]! - value)).toBeLessThan(0.2);
      });
    });
  });

  it('is one colour of an area of one', () => {
    const red = labOfRgb(Uint8Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 200 : 20)));
    const [colour, ...others] = colourPalette(red, options);
    expect(others).toEqual([]);
    expect(colour!.share).toBe(1);
    colour!.lab.forEach((value, axis) => {
      expect(value).toBeCloseTo(red[axis]!, 5);
    });
  });

  it('makes colours one that are hardly told apart, and no others', () => {
    const pair = (apart: number) =>
      colourPalette(
        areas(
          new Mt19937(2),
          [
            { lab: [50, 0, 0], pixels: 400 },
            { lab: [50 + apart, 0, 0], pixels: 400 },
          ],
          0,
        ),
        options,
      );
    expect(pair(2.5)).toHaveLength(1);
    expect(pair(2.5)[0]!.lab[0]).toBeCloseTo(51.25, 5);
    expect(pair(4)).toHaveLength(2);
  });

  it('does not change a bit with the order of the pixels, at any seed', () => {
    const lab = areas(new Mt19937(3), stripes, 12);
    const count = lab.length / 3;
    const shuffled = Float64Array.from(new Mt19937(4).permutation(count)).reduce((to, from, i) => {
      to.set(lab.subarray(3 * from, 3 * from + 3), 3 * i);
      return to;
    }, new Float64Array(lab.length));
    for (let seed = 0; seed < 5; seed++) {
      const palette = colourPalette(lab, { colours: 4, seed });
      expect(colourPalette(shuffled, { colours: 4, seed })).toEqual(palette);
      expect(palette.length).toBeLessThanOrEqual(4);
      expect(palette.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(palette.map(({ share }) => -share)).toEqual(
        palette.map(({ share }) => -share).sort((a, b) => a - b),
      );
    }
  });

  it('refuses no pixels, half a pixel, and what is no colour', () => {
    expect(() => colourPalette(new Float64Array(), options)).toThrow('one or more pixels');
    expect(() => colourPalette(new Float64Array(4), options)).toThrow(RangeError);
    expect(() => colourPalette(Float64Array.of(50, Number.NaN, 0), options)).toThrow('a colour in CIELAB');
  });
});

describe('kMeans', () => {
  it('finds the partition of least error of few points, or one nearly as good', () => {
    let best = 0;
    for (let seed = 0; seed < 20; seed++) {
      const random = new Mt19937(seed);
      const points = Array.from({ length: 8 }, () => ({
        point: [random.normal(), random.normal(), random.normal()] as const,
        weight: random.integer(1, 5),
      }));
      const errorOf = (members: typeof points) => {
        const weight = members.reduce((sum, each) => sum + each.weight, 0);
        const mean = [0, 1, 2].map(
          (axis) => members.reduce((sum, each) => sum + each.weight * each.point[axis]!, 0) / weight,
        );
        return members.reduce(
          (sum, each) =>
            sum + each.weight * mean.reduce((of, value, axis) => of + (each.point[axis]! - value) ** 2, 0),
          0,
        );
      };
      let least = Infinity;
      for (let mask = 1; mask < 255; mask++) {
        const [a, b] = [0, 1].map((side) => points.filter((_, i) => ((mask >> i) & 1) === side));
        least = Math.min(least, errorOf(a!) + errorOf(b!));
      }
      const found = kMeans(points, 2, random);
      const total = points.reduce(
        (sum, { weight, point }) => sum + weight * (point[0] ** 2 + point[1] ** 2 + point[2] ** 2),
        0,
      );
      const within =
        total -
        found.reduce(
          (sum, { weight, mean }) => sum + weight * (mean[0] ** 2 + mean[1] ** 2 + mean[2] ** 2),
          0,
        );
      expect(within).toBeGreaterThan(0.999 * least);
      expect(within).toBeLessThan(1.25 * least);
      if (within < 1.001 * least) best++;
    }
    expect(best).toBeGreaterThanOrEqual(10);
  });

  it('gives every point its own cluster where there are no more', () => {
    const points = [0, 1, 2].map((x) => ({ point: [x, 0, 0] as const, weight: 1 + x }));
    const found = kMeans(points, 5, new Mt19937(0)).sort((a, b) => a.weight - b.weight);
    expect(found).toEqual(points.map(({ point, weight }) => ({ mean: [...point], weight })));
  });
});
