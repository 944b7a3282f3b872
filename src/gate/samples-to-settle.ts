import type { Known } from './quantity.js';

/** Above this nobody makes images for a gate. */
const TOO_MANY = 1e9;

/**
 * About how many images it would take for the interval to leave the limit out, if the estimate stays: the half towards it
 * shrinks like 1 / sqrt(n).
 * @returns rounded up to two digits; null if more images would not help, or too many would have to be made
 */
export function samplesToSettle({ estimate, low, high, made }: Known, limit: number): number | null {
  if (made === null) return null;
  const half = limit > estimate ? high - estimate : estimate - low;
  const needed = Math.floor(made * (half / (limit - estimate)) ** 2) + 1;
  if (!(needed < TOO_MANY)) return null;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(needed)) - 1);
  return Math.ceil(needed / unit) * unit;
}
