import type { Lab } from './lab.js';

const DEGREE = Math.PI / 180;
const TURN = 2 * Math.PI;

/**
 * CIEDE2000 colour difference, all parametric factors 1. About 1 is just noticeable side by side; not a metric in the strict sense.
 * @returns >= 0, in dE00; 0 for equal colours
 * @source G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30 (2005)
 */
export function ciede2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const g = 0.5 * (1 - rootOfSeventh((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const [stretched1, stretched2] = [(1 + g) * a1, (1 + g) * a2];
  const [c1, c2] = [Math.hypot(stretched1, b1), Math.hypot(stretched2, b2)];
  const [h1, h2] = [hue(stretched1, b1), hue(stretched2, b2)];
  const chromatic = c1 * c2 !== 0;

  let turn = chromatic ? h2 - h1 : 0;
  let meanHue = chromatic ? (h1 + h2) / 2 : h1 + h2;
  if (Math.abs(turn) > Math.PI) {
    // The short way round.
    turn -= Math.sign(turn) * TURN;
    meanHue += h1 + h2 < TURN ? Math.PI : -Math.PI;
  }
  const lightness = (l1 + l2) / 2;
  const chroma = (c1 + c2) / 2;
  const t =
    1 -
    0.17 * Math.cos(meanHue - 30 * DEGREE) +
    0.24 * Math.cos(2 * meanHue) +
    0.32 * Math.cos(3 * meanHue + 6 * DEGREE) -
    0.2 * Math.cos(4 * meanHue - 63 * DEGREE);
  const rotation =
    -2 * rootOfSeventh(chroma) * Math.sin(60 * DEGREE * Math.exp(-(((meanHue / DEGREE - 275) / 25) ** 2)));

  const fromMiddle = (lightness - 50) ** 2;
  const dL = (l2 - l1) / (1 + (0.015 * fromMiddle) / Math.sqrt(20 + fromMiddle));
  const dC = (c2 - c1) / (1 + 0.045 * chroma);
  const dH = (2 * Math.sqrt(c1 * c2) * Math.sin(turn / 2)) / (1 + 0.015 * chroma * t);
  return Math.sqrt(dL ** 2 + dC ** 2 + dH ** 2 + rotation * dC * dH);
}

/** 0 to 2 pi; 0 for greys. */
function hue(a: number, b: number): number {
  const angle = Math.atan2(b, a);
  return angle < 0 ? angle + TURN : angle;
}

function rootOfSeventh(chroma: number): number {
  return Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
}
