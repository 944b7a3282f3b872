import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE } from '../../config/manifest.js';
import { samplesShardSchema, type SamplesShard } from '../../config/shard-record.js';
import { parseManifestLine } from '../../conditions/parse-manifest-line.js';
import { InputError } from '../../errors.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { requireWhole, type FoundShard } from '../shards/require-whole.js';
import { outOfRecords, readShardRecords, recordPath } from '../shards/shard-records.js';
import { manifestHead } from './manifest-text.js';
import { removeLeftOvers, sampleFiles } from './sample-folder.js';
import type { SampleReport } from './sample-generator.js';
import { LINES } from './sample-shard.js';

/**
 * Writes the manifest of samples that were made in shards, as one machine would have. No generator is needed.
 * @param folder - of the shards' records
 * @throws InputError naming the shards that are missing, there twice, or of another whole, or samples that are gone
 */
export async function mergeSamples(folder: string): Promise<SampleReport> {
  const out = outOfRecords(folder);
  const shards = requireWhole(await readShardRecords(folder, samplesShardSchema));
  const first = shards[0]!.record;
  const files = await sampleFiles(out);
  const there = new Set(files);
  const manifest = join(out, MANIFEST_FILE);
  await writeFileAtomically(manifest, withHead(first.slots, linesOf(shards, folder, out, there)));
  await removeLeftOvers(out, files);
  const count = shards.reduce((sum, { record }) => sum + record.images, 0);
  const { generator, runsOn, knobs } = first;
  return { out, manifest, generator, runsOn, knobs, count, kept: count };
}

async function* withHead(slots: readonly string[], lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  if (slots.length > 0) yield Buffer.from(manifestHead(slots));
  for await (const line of lines) yield Buffer.from(`${line}\n`);
}

/** @throws InputError if a shard has not as many lines as it says, or the image of a line is not there */
async function* linesOf(
  shards: readonly FoundShard<SamplesShard>[],
  folder: string,
  out: string,
  there: ReadonlySet<string>,
): AsyncGenerator<string> {
  for (const { record } of shards) {
    const path = recordPath(folder, record.shard, LINES);
    const again = `Make it again: --shard ${record.shard.number}/${record.shard.of}.`;
    let count = 0;
    for await (const line of (await open(path)).readLines()) {
      const parsed = parseManifestLine(line, `${path}: line ${++count}`);
      const file = parsed.kind === 'image' ? parsed.line.file : undefined;
      if (file === undefined || !there.has(file)) {
        throw new InputError(
          `${path}: line ${count} is of an image that is not in ${out}: ${file ?? 'none'}. ${again}`,
        );
      }
      yield line;
    }
    if (count !== record.images) {
      throw new InputError(`${path}: has ${count} lines, expected ${record.images}. ${again}`);
    }
  }
}
