import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { schemaProblems } from '../../config/schema-problems.js';
import { SAMPLING_FILE, samplingRecordSchema, type SamplingRecord } from '../../config/sampling-record.js';
import { InputError, UsageError } from '../../errors.js';
import { isLeftOver, writeFileAtomically } from '../../formats/atomic-write.js';
import { parseJson } from '../../formats/parse-json.js';
import { reason } from '../../formats/reason.js';
import { makeFolder } from '../../formats/make-folder.js';

/**
 * What a folder holds of samples of one kind; nothing is written.
 * @returns paths of the images that are there, with `/`; none if there is no folder
 * @throws UsageError, InputError as {@link openSampleFolder}
 */
export async function readSampleFolder(folder: string, record: SamplingRecord): Promise<Set<string>> {
  return imagesAmong(await checkedFiles(folder, record));
}

/**
 * Makes a folder ready for samples of one kind: a new or empty one, or one with samples of the same kind, which are kept.
 * @param isShared - whether other processes may be writing to it, of which nothing that is unfinished is taken away
 * @returns paths of the images that are there, with `/`
 * @throws UsageError if it holds something else: samples made in another way, or files of the user's
 * @throws InputError if its record cannot be read
 */
export async function openSampleFolder(
  folder: string,
  record: SamplingRecord,
  isShared = false,
): Promise<Set<string>> {
  await makeFolder(folder);
  const files = await checkedFiles(folder, record);
  if (!isShared) await removeLeftOvers(folder, files);
  await writeFileAtomically(join(folder, SAMPLING_FILE), [
    Buffer.from(`${JSON.stringify(record, null, 2)}\n`),
  ]);
  return imagesAmong(files);
}

/** Takes away what killed runs have left unfinished. @param files - of the folder, with `/` */
export async function removeLeftOvers(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files.filter(isLeftOver)) await rm(join(folder, file));
}

function imagesAmong(files: readonly string[]): Set<string> {
  return new Set(files.filter((name) => name.endsWith('.png')));
}

/** Paths of all files of a folder, with `/`; none if there is no folder. */
export async function sampleFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** The files, if they are samples of this kind. */
async function checkedFiles(folder: string, record: SamplingRecord): Promise<string[]> {
  const files = await sampleFiles(folder);
  // Read after the listing: whoever writes samples there at the same time has written the record first.
  const old = await readRecord(folder);
  if (old) checkSame(folder, old, record);
  const strangers = files.filter((name) => !isLeftOver(name));
  if (!old && strangers.length > 0) {
    throw new UsageError(
      `${folder} holds ${strangers.length} files and no ${SAMPLING_FILE}: they are not samples made here. Choose another folder.`,
    );
  }
  return files;
}

async function readRecord(folder: string): Promise<SamplingRecord | undefined> {
  const path = join(folder, SAMPLING_FILE);
  let json: unknown;
  try {
    json = parseJson(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new InputError(`${path}: cannot be read: ${reason(cause)}. Choose another folder.`, { cause });
  }
  const parsed = samplingRecordSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new InputError(`${path}: is not a record of samples.\n${schemaProblems(parsed.error)}`);
}

interface Facet {
  readonly name: string;
  /** In words, for messages. */
  readonly show: (record: SamplingRecord) => string;
  /** What decides; a manifest that was moved is the same manifest. */
  readonly read?: (record: SamplingRecord) => string;
}

/** All that pixels depend on. */
const facets: readonly Facet[] = [
  {
    name: 'generator',
    show: ({ generator }) => `${generator.name} (${generator.sha256.slice(0, 12)})`,
    read: ({ generator }) => generator.sha256,
  },
  { name: 'seed', show: ({ seed }) => String(seed) },
  {
    name: 'knobs',
    show: ({ knobs }) =>
      Object.entries(knobs ?? {})
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join(' '),
  },
  {
    name: 'conditions',
    show: ({ conditions }) =>
      conditions ? `${conditions.manifest} (${conditions.sha256.slice(0, 12)})` : 'none',
    read: ({ conditions }) => conditions?.sha256 ?? '',
  },
  { name: 'style mix', show: ({ styleMix }) => JSON.stringify(styleMix) },
];

function checkSame(folder: string, old: SamplingRecord, record: SamplingRecord): void {
  const differences = facets
    .filter(({ show, read = show }) => read(old) !== read(record))
    .map(({ name, show }) => `${name} ${show(old)}, now ${show(record)}`);
  if (differences.length === 0) return;
  throw new UsageError(
    `${folder} holds samples made in another way: ${differences.join('; ')}. Choose another folder, or remove it.`,
  );
}
