import { controlShardSchema, type ControlShard, type Shard } from '../../config/shard-record.js';
import type { ControlResult } from '../../config/control-result.js';
import { locateManifest } from '../../conditions/read-manifest.js';
import { fileHash } from '../../models/file-hash.js';
import type { Listener } from '../listener.js';
import { commonVersions } from '../shards/common-versions.js';
import { requireWhole, type FoundShard } from '../shards/require-whole.js';
import { fingerprintAt } from '../shards/set-fingerprint.js';
import { partOf } from '../shards/shard-part.js';
import { readShardRecords, recordsFolder, writeShardRecord } from '../shards/shard-records.js';
import { askedFrom, askedFromHere, controlRequest, type AskedControl } from './asked-control.js';
import { evaluateControl } from './evaluate-control.js';
import { keepLooks } from './keep-looks.js';

/**
 * Looks at a shard of the images whose control is measured. What is seen goes to the cache, and a record to `OUT.shards`.
 * @param out - a name that tells this measurement from others
 * @throws InputError, UsageError as evaluateControl
 */
export async function shardControl(
  asked: AskedControl,
  out: string,
  shard: Shard,
  cacheFolder: string,
  listener: Listener = {},
): Promise<FoundShard<ControlShard>> {
  const request = controlRequest(asked, cacheFolder);
  const part = <T>(all: readonly T[]): T[] => partOf(shard, all);
  const { images, eyes } = await keepLooks(asked.sets, request, { part, generated: undefined }, listener);
  const folder = recordsFolder(out);
  return writeShardRecord(folder, {
    ...{ schema: 'gan-eval/shard/1', work: 'control', shard },
    common: { ...(await commonOf(asked)), ...eyes, ...commonVersions() },
    images,
    createdAt: new Date().toISOString(),
    request: askedFrom(asked, folder),
  });
}

/**
 * Measures control when all shards have looked: what they were asked for is measured, and what they saw is in the cache.
 * @param folder - of the shards' records
 * @throws InputError naming the shards that are missing, there twice, or of another whole
 */
export async function mergeControl(
  folder: string,
  cacheFolder: string,
  listener: Listener = {},
): Promise<ControlResult> {
  const [first] = requireWhole(await readShardRecords(folder, controlShardSchema));
  const asked = askedFromHere(first!.record.request, folder);
  return evaluateControl(asked.sets, controlRequest(asked, cacheFolder), listener);
}

async function commonOf({ sets, ...asked }: AskedControl): Promise<Record<string, string>> {
  const { scores, options, joint, strata, seed, resamples, onError } = asked;
  return {
    manifest: await fileHash(await locateManifest(sets.manifest), 'sha256', 'hex'),
    'generated images': await fingerprintAt(sets.images),
    'real images': sets.real === undefined ? "the manifest's own" : await fingerprintAt(sets.real),
    'parsing maps': sets.parsing === undefined ? 'none' : await fingerprintAt(sets.parsing),
    settings: JSON.stringify({ scores, options, joint, strata, seed, resamples, onError }),
  };
}
