import type { Mt19937 } from './mt19937.js';

/**
 * Permutations in which nobody gets a member of its own group. Members are put in random order, group by group, and the order is
 * turned: by at least the largest group and at most all others, each lands in another group. Two derangements of a call
 * never give a member the same other.
 * @param groups - of each member; equal: must not exchange
 * @param rounds - derangements wanted; there may be fewer, as the largest group leaves n - 2 (its size) + 1
 * @returns for each round, whose place member i takes; nothing if a group holds more than half of all
 */
export function derangements(groups: readonly string[], rounds: number, random: Mt19937): Int32Array[] {
  const count = groups.length;
  const members = new Map<string, number[]>();
  for (const i of random.permutation(count)) {
    const others = members.get(groups[i]!);
    if (others) others.push(i);
    else members.set(groups[i]!, [i]);
  }
  const order = [...members.values()].flat();
  const largest = [...members.values()].reduce((most, group) => Math.max(most, group.length), 0);
  const turns = count - 2 * largest + 1;
  if (count === 0 || turns < 1) return [];
  const chosen = random.choiceWithoutReplacement(turns, Math.min(rounds, turns));
  return Array.from(chosen, (turn) => {
    const targets = new Int32Array(count);
    order.forEach((i, place) => (targets[i] = order[(place + largest + turn) % count]!));
    return targets;
  });
}
