import { UsageError } from '../../errors.js';
import type { Generator, SampleRequest, StyleMix } from '../../generators/generator.js';
import type { SampleCondition, SampleConditions } from './sample-conditions.js';

/** A sample to be made, and the file that it goes to. */
export interface PlannedSample extends SampleRequest {
  /** Path in the folder of samples, with `/`. */
  readonly file: string;
  readonly box: SampleCondition['box'];
}

export interface SamplePlan {
  /** How many there are; Infinity if any number can be made. */
  readonly most: number;
  /** The first `count`, from the start at every call. */
  samples(count: number): AsyncGenerator<PlannedSample>;
}

export interface PlanOptions {
  readonly seed: number;
  readonly knobs: SampleRequest['knobs'];
  /** Sample i takes these layers from seed + i. */
  readonly styleMix: StyleMix | null;
}

/**
 * Sample i of a generator is that of seed + i, with the condition whose turn it is; or, of images made before, the i-th.
 * Files are `SEED.png`, with conditions `CONDITION/SEED.png`.
 */
export function planSamples(
  { made }: Pick<Generator, 'made'>,
  conditions: SampleConditions | null,
  options: PlanOptions,
): SamplePlan {
  if (made && !conditions) return { most: made.length, samples: (count) => madeSamples(made, count) };
  return {
    most: Infinity,
    async *samples(count) {
      const { seed, knobs, styleMix } = options;
      const turns = conditions ? inTurn(conditions) : noConditions();
      for (let i = 0; i < count; i++) {
        const condition = (await turns.next()).value;
        const request = { seed: seed + i, condition: condition?.asked ?? null, knobs };
        yield {
          ...request,
          ...(styleMix && { styleMix: { ...styleMix, seed: styleMix.seed + i } }),
          file: fileOf(request),
          box: condition?.box ?? null,
        };
      }
    },
  };
}

async function* madeSamples(
  made: readonly SampleRequest[],
  count: number,
): AsyncGenerator<PlannedSample, undefined> {
  for (const request of made.slice(0, count)) {
    yield await Promise.resolve({ ...request, file: fileOf(request), box: null });
  }
}

async function* inTurn(conditions: SampleConditions): AsyncGenerator<SampleCondition, never> {
  for (;;) yield* conditions.read();
}

async function* noConditions(): AsyncGenerator<null, never> {
  for (;;) yield await Promise.resolve(null);
}

/** `gan-eval control` finds the condition of an image by the name of its folder. */
function fileOf({ seed, condition }: SampleRequest): string {
  const name = `${String(seed).padStart(6, '0')}.png`;
  if (!condition) return name;
  const folder = condition.id.replace(/\.(?:png|jpe?g|webp|avif|tiff?|gif)$/i, '');
  const isPath = folder.split('/').every((part) => /^[^.\\:*?"<>|\p{Cc}][^\\:*?"<>|\p{Cc}]*$/u.test(part));
  if (isPath && folder.length <= 200) return `${folder}/${name}`;
  throw new UsageError(
    `The condition '${condition.id}' cannot name a folder for its samples: ` +
      'expected an id that is a path without .., leading dots or the characters \\ : * ? " < > |. Give the manifest such ids.',
  );
}
