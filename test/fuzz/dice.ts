import { Mt19937 } from '../../src/math/mt19937.js';

/** The random choices of one case: the same seed, target and case number give the same ones. */
export class Dice {
  readonly #random: Mt19937;

  constructor(seed: number, target: string, caseNumber: number) {
    let hash = 2166136261 ^ seed;
    for (const character of `${target}#${caseNumber}`) {
      hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619);
    }
    this.#random = new Mt19937(hash >>> 0);
  }

  /** 0 to `count` - 1. */
  below(count: number): number {
    return this.#random.integer(0, Math.max(1, count));
  }

  chance(share: number): boolean {
    return this.#random.random() < share;
  }

  pick<T>(among: readonly T[]): T {
    return among[this.below(among.length)]!;
  }
}
