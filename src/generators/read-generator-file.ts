import { readFile } from 'node:fs/promises';
import { schemaProblems } from '../config/schema-problems.js';
import { generatorFileSchema, type GeneratorFile } from '../config/generator-file.js';
import { InputError } from '../errors.js';
import { parseJson } from '../formats/parse-json.js';
import { reason } from '../formats/reason.js';

/**
 * Reads a `generator.json`.
 * @throws InputError if it is not there, or not what it should be: every field that is wrong is named
 */
export async function readGeneratorFile(path: string): Promise<GeneratorFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InputError(
      `${path}: cannot be read: ${reason(cause)}. Expected a description of a generator; see docs/generators.md.`,
      { cause },
    );
  });
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (cause) {
    throw new InputError(`${path}: is not JSON (${reason(cause)}).`, { cause });
  }
  const parsed = generatorFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${path}: cannot be used as the description of a generator.\n${schemaProblems(parsed.error)}`,
  );
}
