import { InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../config/shard-record.js';
import { scheduledShard } from '../suite/shards/scheduled-shard.js';

/** @param leaves - what the shard leaves, and where */
export function shardOption(leaves: string): Option {
  return new Option(
    '--shard <k/n>',
    `the k-th of n parts alone, such as 3/16; auto, auto/n: as Slurm or Kubernetes says. ${leaves}`,
  ).argParser(shard);
}

/** @throws InvalidArgumentError for what is no shard; UsageError for `auto` where no scheduler tells */
function shard(text: string): Shard {
  const [, k, n] = /^(auto|\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  const of = n === undefined ? undefined : Number(n);
  if (k === 'auto' && of !== 0) return scheduledShard(of);
  const number = Number(k);
  if (of !== undefined && Number.isSafeInteger(of) && number >= 1 && number <= of) return { number, of };
  throw new InvalidArgumentError('Expected K/N with K from 1 to N, such as 3/16, or auto or auto/N.');
}
