import type { ShardRecord } from '../../config/shard-record.js';
import { IncompleteError, InputError } from '../../errors.js';
import { namedShards } from './shard-name.js';

export interface FoundShard<R extends ShardRecord = ShardRecord> {
  /** Of its record. */
  readonly location: string;
  readonly record: R;
}

/**
 * @param common - what the whole is, where that is known; by default, what most shards say
 * @returns the shards in their order
 * @throws InputError naming the shards that belong to something else, or that are there twice
 * @throws IncompleteError naming those that are missing
 */
export function requireWhole<R extends ShardRecord>(
  found: readonly FoundShard<R>[],
  common?: Readonly<Record<string, string>>,
): FoundShard<R>[] {
  const expected = mostFrequent(found);
  if (!expected) throw new IncompleteError('No shards were found; expected those of --shard 1/N to N/N.');
  const { of } = expected.shard;
  const facets = { ...(common ?? expected.common), shards: String(of) };
  for (const { location, record } of found) {
    const differences = differing(record, facets);
    if (differences.length === 0) continue;
    throw new InputError(
      `${location}: is no shard of the same whole${common ? '' : ' as the others'}: ${differences.join('; ')}. ` +
        `Make it again in the same way, with --shard ${record.shard.number}/${of}, or leave it out.`,
    );
  }
  const sorted = found.toSorted((a, b) => a.record.shard.number - b.record.shard.number);
  sorted.forEach(({ location, record: { shard } }, i) => {
    const before = sorted[i - 1];
    if (before?.record.shard.number !== shard.number) return;
    throw new InputError(
      `Shard ${shard.number} of ${of} is there twice: ${before.location} and ${location}. Leave one out; made in the same way, they are the same.`,
    );
  });
  const numbers = new Set(sorted.map(({ record }) => record.shard.number));
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((number) => !numbers.has(number));
  if (missing.length === 0) return sorted;
  const flags = missing.slice(0, 3).map((number) => `--shard ${number}/${of}`);
  throw new IncompleteError(
    `Missing: ${namedShards(missing, of)}. Make ${missing.length === 1 ? 'it' : 'them'} with the command of the others and ` +
      `${flags.join(', ')}${missing.length > 3 ? ', ...' : ''}; those that are there stay as they are.`,
  );
}

/** One of the shards that agree with the most others: the stranger is to be named, not the majority. */
function mostFrequent<R extends ShardRecord>(found: readonly FoundShard<R>[]): R | undefined {
  const groups = new Map<string, R[]>();
  for (const { record } of found) {
    const key = JSON.stringify([record.shard.of, Object.entries(record.common).sort()]);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].toSorted((a, b) => b.length - a.length)[0]?.[0];
}

function differing({ shard, common }: ShardRecord, expected: Readonly<Record<string, string>>): string[] {
  const own: Readonly<Record<string, string>> = { ...common, shards: String(shard.of) };
  return [...new Set([...Object.keys(expected), ...Object.keys(own)])]
    .filter((name) => own[name] !== expected[name])
    .map((name) => `${name} ${own[name] ?? 'not said'}, expected ${expected[name] ?? 'not said'}`);
}
