import type { Generator, SampleRequest } from '../generator.js';

/** A request as it is sent; with all knobs, and of its condition what the generator takes. */
export interface RequestMessage<Article> {
  readonly id: number;
  readonly seed: number;
  readonly knobs: Readonly<Record<string, number>>;
  readonly condition: {
    readonly id: string;
    /** 16 joints, `[x, y, v]` as in a manifest, px of the generator's image; left out if it takes none. */
    readonly pose?: readonly (readonly [number, number, 0 | 1 | 2])[];
    readonly outfit?: Readonly<Record<string, Article | null>>;
    readonly labels?: Readonly<Record<string, string>>;
  } | null;
  readonly styleMix: { readonly seed: number; readonly layers: readonly number[] } | null;
}

/**
 * @param request - one that the generator takes
 * @param article - what is sent of an article's image, by its path
 */
export async function requestMessage<Article>(
  id: number,
  { seed, knobs, condition, styleMix }: SampleRequest,
  { takes, knobs: known }: Pick<Generator, 'takes' | 'knobs'>,
  article: (path: string) => Article | Promise<Article>,
): Promise<RequestMessage<Article>> {
  const outfit = await Promise.all(
    takes.slots.map(async (slot) => {
      const path = condition?.outfit?.get(slot) ?? null;
      return [slot, path === null ? null : await article(path)] as const;
    }),
  );
  const pose = condition?.pose?.map((joint) =>
    joint ? ([joint.x, joint.y, joint.visible ? 2 : 1] as const) : ([0, 0, 0] as const),
  );
  return {
    id,
    seed,
    knobs: Object.fromEntries(known.map((knob) => [knob.name, knobs[knob.name] ?? knob.default])),
    condition: condition && {
      id: condition.id,
      ...(takes.pose && { pose }),
      ...(takes.slots.length > 0 && { outfit: Object.fromEntries(outfit) }),
      ...(takes.labels.length > 0 && {
        labels: Object.fromEntries(takes.labels.map((label) => [label, condition.labels[label]!])),
      }),
    },
    styleMix: styleMix ?? null,
  };
}
