import type { NotScored, Measurement } from './definition.js';

/** Why images are not scored, and how many each, the most first. */
export function notScored({ images }: Measurement): (NotScored & { readonly count: number })[] {
  const counts = new Map<string, number>();
  for (const { value } of images) {
    if (typeof value !== 'number') counts.set(value.reason, (counts.get(value.reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}
