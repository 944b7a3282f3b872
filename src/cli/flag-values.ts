import { InvalidArgumentError } from 'commander';

export function positiveInteger(text: string): number {
  return integer(text, 1);
}

/** As numpy's RandomState takes it. */
export function seed(text: string): number {
  return integer(text, 0, 2 ** 32 - 1);
}

/** @throws InvalidArgumentError if the text is not a whole number from `least` to `most` */
export function integer(text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const end = most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : '';
  throw new InvalidArgumentError(`Expected a whole number from ${least}${end}.`);
}

/** Names between commas. */
export function names(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The values of an option that may be repeated. */
export function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}
