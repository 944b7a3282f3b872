import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { KnobDescription } from '../config/generator-description.js';
import { InputError, UsageError } from '../errors.js';
import { decodeImage } from '../images/decode-image.js';
import { imageSize } from '../images/image-size.js';
import { openImageSet } from '../images/open-image-set.js';
import type { Generator, SampleRequest } from './generator.js';
import { madeRequests } from './made-images.js';

export interface ImagesSource {
  readonly name?: string | undefined;
  /** A folder or an archive. */
  readonly set: string;
  /** undefined: the one that belongs to the set, if there is one. */
  readonly manifest?: string | undefined;
}

/**
 * Images made before, as a generator that can make nothing else.
 * @throws InputError if the set or the manifest cannot be used, or two images were made for the same
 */
export async function imagesGenerator({ name, set: location, manifest }: ImagesSource): Promise<Generator> {
  const set = await openImageSet(location);
  try {
    const made = await madeRequests(location, set.ids, manifest);
    const knobs = knobsOf(made);
    const indexOf = new Map<string, number>();
    for (const [index, request] of made.entries()) {
      const key = keyOf(request, knobs);
      const other = indexOf.get(key);
      if (other !== undefined) {
        throw new InputError(
          `${location}: ${set.ids[other]!} and ${set.ids[index]!} are both of ${describe(request)}; expected one image for each.`,
        );
      }
      indexOf.set(key, index);
    }
    const image = await imageSize(await set.read(0), set.ids[0]!);
    // The names of images and what they were made for; their pixels count where features are cached.
    const hash = createHash('sha256').update(
      JSON.stringify(set.ids.map((id, i) => [id, describe(made[i]!)])),
    );
    return {
      identity: { name: name ?? basename(resolve(location)), loader: 'images', sha256: hash.digest('hex') },
      kind: made[0]!.condition ? 'conditional' : 'unconditional',
      latentSize: null,
      image,
      takes: takenBy(made),
      knobs,
      styleLayers: null,
      runsOn: `images of ${location}`,
      made,
      walk: null,
      async *sample(requests, { signal } = {}) {
        for await (const request of requests) {
          signal?.throwIfAborted();
          const index = indexOf.get(keyOf(request, knobs));
          if (index === undefined) {
            throw new UsageError(
              `${location} has no image of ${describe(request)}; it has ${made.length} images, the first of ${describe(made[0]!)}.`,
            );
          }
          yield { request, image: await decodeImage(await set.read(index), set.ids[index]!) };
        }
      },
      dispose: () => set.close(),
    };
  } catch (error) {
    await set.close();
    throw error;
  }
}

/** What all conditions have. */
function takenBy(made: readonly SampleRequest[]): Generator['takes'] {
  const conditions = made.flatMap(({ condition }) => condition ?? []);
  const first = conditions[0];
  return {
    pose: first !== undefined && conditions.every(({ pose }) => pose),
    slots: [...(first?.outfit?.keys() ?? [])].filter((slot) =>
      conditions.every(({ outfit }) => outfit?.has(slot)),
    ),
    labels: Object.keys(first?.labels ?? {}).filter((label) =>
      conditions.every(({ labels }) => label in labels),
    ),
  };
}

/** The knobs that every image has, with the values that there are. */
function knobsOf(made: readonly SampleRequest[]): KnobDescription[] {
  return Object.entries(made[0]!.knobs).flatMap(([name, value]) => {
    const values = made.flatMap(({ knobs }) => knobs[name] ?? []);
    if (values.length < made.length) return [];
    const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    return [{ name, range: [least, most] as [number, number], default: value }];
  });
}

function keyOf({ seed, condition, knobs }: SampleRequest, known: readonly KnobDescription[]): string {
  return JSON.stringify([seed, condition?.id, known.map((knob) => knobs[knob.name] ?? knob.default)]);
}

function describe({ seed, condition, knobs }: SampleRequest): string {
  return [
    `seed ${seed}`,
    ...(condition ? [`condition ${condition.id}`] : []),
    ...Object.entries(knobs).map(([name, value]) => `${name} ${value}`),
  ].join(', ');
}
