/** Whether both list the same images; undefined for statistics, which list none. */
export function sameIds(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  const ids = new Set(a);
  return ids.size > 0 && ids.size === b?.length && b.every((id) => ids.has(id));
}
