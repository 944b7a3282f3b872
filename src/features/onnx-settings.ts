import { readFile, stat } from 'node:fs/promises';
import { schemaProblems } from '../config/schema-problems.js';
import { extractorFileSchema, type ExtractorFile } from '../config/extractor-file.js';
import { InputError } from '../errors.js';
import { parseJson } from '../formats/parse-json.js';

/** Settings as given on the command line; they win over the JSON file beside the network. */
export type ExtractorOverrides = Partial<ExtractorFile>;

/**
 * Settings of a user's network: those given, and for the rest the JSON beside it (`encoder.json` for `encoder.onnx`).
 * @throws InputError if there is no such network, or the JSON is not what it should be
 */
export async function onnxSettings(path: string, overrides: ExtractorOverrides): Promise<ExtractorOverrides> {
  if (!(await isFile(path))) throw new InputError(`${path}: no such file. Expected an ONNX network.`);
  return { ...(await readSettings(path.replace(/\.onnx$/i, '') + '.json')), ...overrides };
}

async function readSettings(path: string): Promise<ExtractorOverrides> {
  if (!(await isFile(path))) return {};
  let json: unknown;
  try {
    json = parseJson(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new InputError(`${path}: is not JSON (${(cause as Error).message}).`, { cause });
  }
  const parsed = extractorFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new InputError(`${path}: cannot be used as extractor settings.\n${schemaProblems(parsed.error)}`);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
