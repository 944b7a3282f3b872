import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { prettifyError } from 'zod';
import { RESULT_FILE, RUN_SCHEMA, runSchema, type RunResult } from '../config/run-result.js';
import { InputError } from '../errors.js';
import { reason } from '../formats/reason.js';

/** The record of a run, as it lies on disk. */
export interface StoredRun {
  readonly run: RunResult;
  /** Of the file. */
  readonly path: string;
  readonly sha256: string;
}

/**
 * Reads the record of a run.
 * @param location - of the file, or the run folder
 * @throws InputError if there is none, or it is of another schema
 */
export async function readRunResult(location: string): Promise<StoredRun> {
  const isFolder = (await stat(location).catch(() => undefined))?.isDirectory() === true;
  const path = isFolder ? join(location, RESULT_FILE) : location;
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new InputError(
      `${path}: cannot be read: ${reason(cause)}. Expected the ${RESULT_FILE} of a run, or its folder.`,
      { cause },
    );
  });
  const json = parseJson(path, bytes.toString('utf8'));
  const schema = schemaOf(json);
  if (schema !== RUN_SCHEMA) {
    throw new InputError(`${path}: expected the result of a run (${RUN_SCHEMA}), got ${describe(schema)}.`);
  }
  const parsed = runSchema.safeParse(json);
  if (!parsed.success) {
    throw new InputError(
      `${path}: is not what ${RUN_SCHEMA} should be; it may be damaged.\n${prettifyError(parsed.error)}`,
    );
  }
  return { run: parsed.data, path, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${path}: is not JSON (${reason(cause)}). Expected the ${RESULT_FILE} of a run.`, {
      cause,
    });
  }
}

function schemaOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'schema' in json ? json.schema : undefined;
}

function describe(schema: unknown): string {
  if (typeof schema !== 'string') return 'JSON that does not say what it is';
  return schema.startsWith('gan-eval/run/')
    ? `${schema}, which another version of gan-eval wrote; make it again with this one, or read it with that one`
    : schema;
}
