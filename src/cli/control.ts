import { Command, Option } from 'commander';
import type { Shard } from '../config/shard-record.js';
import { UsageError } from '../errors.js';
import type { AskedControl } from '../suite/control/asked-control.js';
import { deviceFlag, engineFlag, engineChoice, type EngineFlags } from './engine-flags.js';
import { collect, integer, names, seed } from './flag-values.js';
import { shardOption } from './shard-flag.js';

interface ControlFlags extends EngineFlags {
  readonly real?: string;
  readonly parsing?: string;
  readonly joint: boolean;
  readonly strata?: string;
  readonly pose: string;
  readonly features: string;
  readonly scores?: readonly string[];
  readonly set?: readonly string[];
  readonly seed: number;
  readonly resamples: number;
  readonly onError: 'fail' | 'skip';
  readonly cache: boolean;
  readonly out?: string;
  readonly shard?: Shard;
  readonly json: boolean;
}

export function controlCommand(): Command {
  return new Command('control')
    .description(
      'How well generated images keep the pose and the outfit asked for, between a floor and a ceiling.',
    )
    .argument(
      '<manifest>',
      'what was asked for: a manifest.jsonl, or the folder or archive that it belongs to',
    )
    .argument(
      '<images>',
      'what was generated: folder, .zip, .tar or .npz; named as the manifest’s files or ids, or CONDITION/SEED.png',
    )
    .option(
      '--real <set>',
      'real images of these conditions, for the ceiling (default: the manifest’s own, if they are there)',
    )
    .option(
      '--parsing <set>',
      'maps of body parts and clothes in the generated images, named as they are; the manifest has the real images’ (default: slots are found by the pose)',
    )
    .option(
      '--pose <name>',
      'movenet-thunder, movenet-lightning, efficientpose, or an .onnx file with its .json beside it',
      'movenet-thunder',
    )
    .option(
      '--features <name>',
      'what looks at clothes: a built-in extractor or an .onnx file',
      'inception-v3-nsfwjs',
    )
    .addOption(engineFlag())
    .addOption(deviceFlag())
    .option(
      '--scores <ids>',
      'scores, or pose, outfit, image, all: see docs/control.md (default: of pose and outfit, all that the manifest has what they need for)',
      names,
    )
    .option(
      '--set <score.option=value>',
      'an option of a score, such as pck.threshold=0.1; may be repeated',
      collect,
    )
    .option(
      '--joint',
      'also images and conditions in one number: FJD, beside real images (reads all features)',
      false,
    )
    .option(
      '--strata <label>',
      'with --joint: KID within each value of this label of the manifest, such as pose',
    )
    .option('--seed <s>', 'seed of the shuffles and of the resampling', seed, 0)
    .option(
      '--resamples <n>',
      'resamples for the intervals; 0: no intervals',
      (text) => integer(text, 0),
      1000,
    )
    .addOption(
      new Option('--on-error <action>', 'what an unreadable image does: end the run, or be named and counted')
        .choices(['fail', 'skip'])
        .default('fail'),
    )
    .option('--no-cache', 'neither read nor write the cache of poses')
    .addOption(shardOption('It looks; gan-eval merge NAME.shards scores'))
    .option('-o, --out <name>', 'with --shard: what is measured; records go to NAME.shards')
    .option('--json', 'print the whole result as JSON', false)
    .addHelpText(
      'after',
      `
Examples:
  gan-eval control real/manifest.jsonl generated/
  gan-eval control asked.jsonl generated.zip --real photos/ --pose efficientpose
  gan-eval control real/ generated/ --scores pck,retrieval-1 --set pck.threshold=0.1 --json`,
    )
    .action(run);
}

async function run(manifest: string, images: string, flags: ControlFlags): Promise<void> {
  if (flags.strata !== undefined && !flags.joint) {
    throw new UsageError(
      `--strata ${flags.strata} has no effect without --joint. Add --joint, or leave it out.`,
    );
  }
  const { real, parsing, pose, features, scores, set, joint, strata, seed, resamples, onError } = flags;
  const asked: AskedControl = {
    sets: { manifest, images, real, parsing },
    ...{
      pose,
      features,
      engine: engineChoice(flags),
      scores: scores ? [...scores] : null,
      options: [...(set ?? [])],
    },
    ...{ joint, strata, seed, resamples, onError },
  };
  await (flags.shard ? makeShard(asked, flags.shard, flags) : measure(asked, flags));
}

async function measure(asked: AskedControl, { cache, json, out }: ControlFlags): Promise<void> {
  if (out !== undefined)
    throw new UsageError(`-o ${out} goes with --shard. Leave it out; the result is printed.`);
  const [
    { controlRequest },
    { evaluateControl },
    { featuresFolder },
    { printControl },
    { terminalListener },
  ] = await Promise.all([
    import('../suite/control/asked-control.js'),
    import('../suite/control/evaluate-control.js'),
    import('../models/cache.js'),
    import('./print-control.js'),
    import('./terminal-listener.js'),
  ]);
  const request = controlRequest(asked, cache ? featuresFolder() : undefined);
  printControl(await evaluateControl(asked.sets, request, terminalListener()), json);
}

async function makeShard(
  asked: AskedControl,
  shard: Shard,
  { cache, out, json }: ControlFlags,
): Promise<void> {
  if (out === undefined) throw new UsageError('--shard needs -o NAME: its record goes to NAME.shards.');
  if (!cache)
    throw new UsageError(
      '--shard does not go with --no-cache: the merge finds in the cache what shards have seen.',
    );
  const [{ shardControl }, { featuresFolder }, { printShard }, { terminalListener }] = await Promise.all([
    import('../suite/control/control-shard.js'),
    import('../models/cache.js'),
    import('./print-shard.js'),
    import('./terminal-listener.js'),
  ]);
  printShard(await shardControl(asked, out, shard, featuresFolder(), terminalListener()), json);
}
