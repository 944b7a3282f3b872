import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Dice } from './dice.js';
import { judgeOutcome } from './judge-outcome.js';
import type { Target } from './target.js';

/** Which case of a target. */
export interface CaseId {
  readonly seed: number;
  readonly number: number;
}

export interface CaseResult {
  readonly input: Uint8Array;
  /** What was wrong; undefined: nothing. */
  readonly problem: string | undefined;
  /** Whether it was read, rather than refused. */
  readonly accepted: boolean;
  readonly seconds: number;
}

/** A target ready to be tried, in a folder of its own. */
export class Trial {
  readonly #target: Target;
  readonly #seeds: readonly Uint8Array[];
  readonly #sandbox: string;

  private constructor(target: Target, seeds: readonly Uint8Array[], sandbox: string) {
    this.#target = target;
    this.#seeds = seeds;
    this.#sandbox = sandbox;
  }

  /** @param sandbox - an empty folder; only `case` in it is anybody's to write to */
  static async open(target: Target, sandbox: string): Promise<Trial> {
    await mkdir(join(sandbox, 'case'), { recursive: true });
    return new Trial(target, await target.seeds(), sandbox);
  }

  /** Case -1 - i is seed i as it is, which has to be read. */
  inputOf({ seed, number }: CaseId): Uint8Array {
    if (number < 0) return this.#seeds[-1 - number]!;
    return this.#target.mutate(this.#seeds, new Dice(seed, this.#target.name, number));
  }

  get seedCount(): number {
    return this.#seeds.length;
  }

  async run(id: CaseId): Promise<CaseResult> {
    const input = this.inputOf(id);
    const start = performance.now();
    let thrown: unknown;
    try {
      await this.#target.parse(input, join(this.#sandbox, 'case'));
    } catch (error) {
      // Of nothing thrown there would be nothing to tell.
      thrown = error ?? new Error('threw nothing');
    }
    const seconds = (performance.now() - start) / 1000;
    return { input, problem: judgeOutcome(thrown), accepted: thrown === undefined, seconds };
  }

  /** Files beside the folder that cases may write to, and what code that a case smuggled in would leave. */
  async strayFiles(): Promise<readonly string[]> {
    const beside = (await readdir(this.#sandbox)).filter((name) => name !== 'case');
    const inside = await readdir(join(this.#sandbox, 'case'));
    return [...beside, ...inside.filter((name) => name.includes('canary'))];
  }

  async clean(): Promise<void> {
    await rm(join(this.#sandbox, 'case'), { recursive: true, force: true });
    await mkdir(join(this.#sandbox, 'case'), { recursive: true });
  }
}
