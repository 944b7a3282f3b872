const MINUS = '\u2212';

const grouped = (fractionDigits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-US', {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });

/**
 * A score as it is read: four significant digits, or more where the whole part has more.
 * @param value - finite
 * @throws RangeError otherwise: what could not be computed is no score
 */
export function formatScore(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`Expected a finite score but received ${value}`);
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-4) {
    const [digits, exponent] = value.toExponential(2).split('e');
    return `${digits!} × 10^${exponent!}`.replaceAll('-', MINUS);
  }
  const fractionDigits = Math.max(0, 3 - Math.floor(Math.log10(size)));
  return grouped(Math.min(fractionDigits, 7)).format(value).replace('-', MINUS);
}

export const formatCount = (count: number): string => grouped(0).format(count);
