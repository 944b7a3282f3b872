import type { ControlImage } from '../../config/control-result.js';

/**
 * A generated image's own value by control score: of outfit scores, which are recorded slot by slot, the mean of its slots.
 * Scores that it has no value of are left out.
 */
export function imageValues({ scores, slots }: ControlImage): Record<string, number> {
  const bySlot = Object.values(slots);
  const ids = new Set(bySlot.flatMap((values) => Object.keys(values)));
  const means = Array.from(ids, (id) => {
    const values = bySlot.flatMap((slot) => slot[id] ?? []);
    return [id, values.reduce((sum, value) => sum + value, 0) / values.length] as const;
  });
  return { ...Object.fromEntries(means), ...scores };
}
