/**
 * What a Retry-After header asks for.
 * @param nowMs - since the epoch
 * @returns ms, at least 0; undefined if there is none that can be read
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
