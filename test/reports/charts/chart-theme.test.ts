import { describe, expect, it } from 'vitest';
import { ciede2000 } from '../../../src/math/ciede2000.js';
import { labOfRgb, type Lab } from '../../../src/math/lab.js';
import { chartTheme } from '../../../src/reports/charts/chart-theme.js';
import { contrast } from '../contrast.js';

type Matrix = readonly (readonly [number, number, number])[];

/** Of linear RGB. G. Machado et al., "A physiologically-based model for simulation of color vision deficiency" (2009), severity 1. */
const vision: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(hex: string, matrix: Matrix): Lab {
  const linear = [1, 3, 5].map((start) => {
    const c = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const bytes = matrix.map((row) => {
    const c = row.reduce((sum, weight, i) => sum + weight * linear[i]!, 0);
    const encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, encoded)));
  });
  const [l, a, b] = labOfRgb(Uint8Array.from(bytes));
  return [l!, a!, b!];
}

describe.each(['light', 'dark'] as const)('chart colours on a %s ground', (ground) => {
  const { colours, palette } = chartTheme(ground);

  it.each(Object.entries(vision))('are told apart with %s vision', (_, matrix) => {
    const labs = colours.map((colour) => seen(colour, matrix));
    for (const [i, a] of labs.entries()) {
      for (const [j, b] of labs.entries()) {
        if (i < j) expect(ciede2000(a, b), `${colours[i]!} and ${colours[j]!}`).toBeGreaterThan(15);
      }
    }
  });

  it.each(colours)('%s is seen on it: 3 : 1 at least', (colour) => {
    expect(contrast(colour, palette.panel)).toBeGreaterThanOrEqual(3);
    expect(contrast(colour, palette.ground)).toBeGreaterThanOrEqual(3);
  });
});
