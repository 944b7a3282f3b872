import { createHash } from 'node:crypto';
import { shortened } from '../../config/shortened.js';
import { schemaProblems } from '../../config/schema-problems.js';
import { generatorDescriptionSchema, type GeneratorDescription } from '../../config/generator-description.js';
import { InputError } from '../../errors.js';
import type { Generator } from '../generator.js';
import { PROTOCOL } from './replies.js';

/** What a program or an endpoint has said of itself, as far as a generator consists of that. */
export type Described = Omit<Generator, 'sample' | 'dispose' | 'runsOn'>;

/**
 * @param greeting - what was said
 * @param source - who said it, for messages
 * @param settings - what else makes this generator another one: its command, its address
 * @throws InputError if it speaks another version, or does not say what it has to
 */
export function describedGenerator(
  greeting: { readonly protocol?: unknown },
  source: string,
  loader: string,
  settings: unknown,
): Described {
  if (greeting.protocol !== PROTOCOL) {
    const version =
      greeting.protocol === undefined
        ? 'no version'
        : `version ${shortened(JSON.stringify(greeting.protocol), 40)}`;
    throw new InputError(
      `${source} speaks ${version} of the protocol; expected ${PROTOCOL}. See docs/generators.md.`,
    );
  }
  const parsed = generatorDescriptionSchema.safeParse(greeting);
  if (!parsed.success) {
    throw new InputError(
      `${source} describes itself in a way that cannot be used.\n${schemaProblems(parsed.error)}`,
    );
  }
  const { name, kind, image, latentSize, pose, slots, labels, knobs, styleLayers } = parsed.data;
  return {
    identity: { name, loader, sha256: identify(parsed.data, settings) },
    kind,
    latentSize: latentSize ?? null,
    image,
    takes: { pose, slots, labels },
    knobs,
    styleLayers: styleLayers ?? null,
    made: null,
    walk: null,
  };
}

function identify(description: GeneratorDescription, settings: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([description, settings]))
    .digest('hex');
}
