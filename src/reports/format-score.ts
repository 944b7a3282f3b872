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
    return `${digits!.replace('-', MINUS)} × 10${superscript(exponent!)}`;
  }
  const fractionDigits = Math.max(0, 3 - Math.floor(Math.log10(size)));
  return grouped(Math.min(fractionDigits, 7)).format(value).replace('-', MINUS);
}

/** A limit as it was written, or, where it was computed and has more digits than that, as a score. */
export function formatLimit(limit: number): string {
  const written = String(limit).replace('-', MINUS);
  return /^\D?\d{1,3}(\.\d{1,4})?$/.test(written) ? written : formatScore(limit);
}

/** A whole number such as `-5` or `+3`, raised. */
function superscript(number: string): string {
  const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  return number
    .replace('+', '')
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => raised[Number(digit)]!);
}

/** An interval whose ends have the digits that tell them apart, to a twentieth of its width. */
export function formatInterval(low: number, high: number): string {
  const width = high - low;
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (!(width > 0) || size < 1e-4) return `${formatScore(low)} to ${formatScore(high)}`;
  const digits = Math.min(7, Math.max(0, 1 - Math.floor(Math.log10(width / 2))));
  const format = (value: number): string => grouped(digits).format(value).replace('-', MINUS);
  return `${format(low)} to ${format(high)}`;
}

export const formatCount = (count: number): string => grouped(0).format(count);

/** A value at a glance, such as beside a picture: two significant digits, or all of its whole part. */
export function formatShort(value: number): string {
  const digits = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(2));
  return String(digits).replace('-', MINUS);
}
