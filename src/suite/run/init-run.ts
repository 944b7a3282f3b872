import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_FILE } from '../../config/run-file.js';
import { RUN_FILE_SCHEMA_FILE, runFileJsonSchema } from '../../config/run-file-json-schema.js';
import { UsageError } from '../../errors.js';
import { draftRunFile, type RunFileDraft } from './draft-run-file.js';

/**
 * Writes a commented configuration for what lies in a folder, and the schema that editors check it by.
 * @returns its path, and what was found
 * @throws UsageError if there is one already: it is never overwritten
 */
export async function initRun(
  folder: string,
): Promise<{ readonly path: string } & Pick<RunFileDraft, 'findings'>> {
  const path = join(folder, RUN_FILE);
  const { text, findings } = await draftRunFile(folder);
  await writeNew(path, text, () => {
    throw new UsageError(`${path} is there already, and is not overwritten. Move it away first, or edit it.`);
  });
  await writeNew(join(folder, RUN_FILE_SCHEMA_FILE), runFileSchemaText(), () => undefined);
  return { path, findings };
}

/** The JSON Schema of a configuration, as it is published. */
export function runFileSchemaText(): string {
  return `${JSON.stringify(runFileJsonSchema(), null, 2)}\n`;
}

async function writeNew(path: string, text: string, ifThere: () => void): Promise<void> {
  await writeFile(path, text, { flag: 'wx' }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') ifThere();
    else throw error;
  });
}
