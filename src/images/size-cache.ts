/** Tables kept at a time; sets of mixed sizes would otherwise pile them up. */
const MAX_TABLES = 64;

/** Remembers what `compute` made for the pairs of lengths asked for last. */
export function cachedBySize<T>(
  compute: (inputPx: number, outputPx: number) => T,
): (inputPx: number, outputPx: number) => T {
  const tables = new Map<string, T>();
  return (inputPx, outputPx) => {
    const key = `${inputPx}:${outputPx}`;
    const known = tables.get(key);
    if (known !== undefined) return known;
    const oldest = tables.keys().next();
    if (tables.size >= MAX_TABLES && oldest.done !== true) tables.delete(oldest.value);
    const table = compute(inputPx, outputPx);
    tables.set(key, table);
    return table;
  };
}
