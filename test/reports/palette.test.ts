import { describe, expect, it } from 'vitest';
import { DARK, LIGHT, type Palette } from '../../src/reports/palette.js';
import { contrast } from './contrast.js';

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
