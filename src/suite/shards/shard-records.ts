import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Shard, ShardRecord } from '../../config/shard-record.js';
import { IncompleteError, InputError } from '../../errors.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { makeFolder } from '../../formats/make-folder.js';
import { parseJson } from '../../formats/parse-json.js';
import { reason } from '../../formats/reason.js';
import type { FoundShard } from './require-whole.js';
import { shardName } from './shard-name.js';

/**
 * The folder of the records of what goes to `out`: beside it, so that what is in `out` is what one machine would have left there.
 * @param out - of samples, of a run, or a mere name
 */
export function recordsFolder(out: string): string {
  return out.replace(/[\\/]+$/, '') + ENDING;
}

const ENDING = '.shards';

/** The inverse of {@link recordsFolder}. @throws InputError if the folder is not named so */
export function outOfRecords(folder: string): string {
  const path = folder.replace(/[\\/]+$/, '');
  if (path.endsWith(ENDING) && path.length > ENDING.length) return path.slice(0, -ENDING.length);
  throw new InputError(`${folder}: expected a folder of shards' records, which is named OUT${ENDING}.`);
}

/** Where a shard's record lies, or with another ending what belongs to it. */
export function recordPath(folder: string, shard: Shard, ending = '.json'): string {
  return join(folder, shardName(shard) + ending);
}

/** Writes a shard's record, last of all that it leaves: where there is a record, there is the shard. */
export async function writeShardRecord<R extends ShardRecord>(
  folder: string,
  record: R,
): Promise<FoundShard<R>> {
  const location = recordPath(folder, record.shard);
  await makeFolder(folder);
  await writeFileAtomically(location, [Buffer.from(`${JSON.stringify(record, null, 2)}\n`)]);
  return { location, record };
}

/**
 * The records of a folder.
 * @throws IncompleteError if there is no such folder; InputError if it, or one of them, is no such thing
 */
export async function readShardRecords<Schema extends z.ZodType<ShardRecord>>(
  folder: string,
  schema: Schema,
): Promise<FoundShard<z.output<Schema>>[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new (isMissing ? IncompleteError : InputError)(
      `${folder}: cannot be read as a folder of shards' records: ${reason(cause)}. --shard 1/N to N/N make it.`,
      { cause },
    );
  });
  const found: FoundShard<z.output<Schema>>[] = [];
  for (const name of names.filter((each) => /^\d+-of-\d+\.json$/.test(each)).sort()) {
    const location = join(folder, name);
    found.push({ location, record: parseShardRecord(await readFile(location, 'utf8'), location, schema) });
  }
  return found;
}

/** @throws InputError if the text is no record of this kind */
export function parseShardRecord<Schema extends z.ZodType<ShardRecord>>(
  text: string,
  location: string,
  schema: Schema,
): z.output<Schema> {
  try {
    return schema.parse(parseJson(text));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : reason(cause);
    throw new InputError(`${location}: is no record of such a shard (${why}). Make the shard again.`, {
      cause,
    });
  }
}
