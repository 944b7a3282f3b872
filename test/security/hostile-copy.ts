/**
 * A copy of a value with every text made hostile, keys of records included; equal texts stay equal, so that what refers to something
 * still does.
 * @param keeps - texts that are left as they are
 */
export function hostileCopy(
  value: unknown,
  payload: string,
  keeps: (text: string) => boolean,
  known: ReadonlySet<string>,
): unknown {
  const copy = (inner: unknown): unknown => hostileCopy(inner, payload, keeps, known);
  const text = (original: string): string => (keeps(original) ? original : `${original} ${payload}`);
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Map) return new Map(Array.from(value, ([key, inner]) => [copy(key), copy(inner)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [known.has(key) ? key : text(key), copy(inner)]),
  );
}
