import { describe, expect, it } from 'vitest';
import { DARK, LIGHT, type Palette } from '../../src/reports/palette.js';

/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r, g, b] = [1, 3, 5].map((start) => {
      const c = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as [string, Palette][])('the %s palette', (_, palette) => {
  it('keeps text readable: 4.5 : 1 at least', () => {
    for (const ink of [
      palette.ink,
      palette.quiet,
      palette.accent,
      palette.pass,
      palette.fail,
      palette.unsure,
    ]) {
      for (const ground of [palette.ground, palette.panel]) {
        expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(palette.warnInk, palette.warnGround)).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps the headline bar visible: 3 : 1 at least', () => {
    expect(contrast(palette.bar, palette.panel)).toBeGreaterThanOrEqual(3);
  });
});
