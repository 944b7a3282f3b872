import { InvalidArgumentError, Option, type Command } from 'commander';
import { deviceFlag, engineFlag, engineChoice, type EngineFlags } from './engine-flags.js';
import { integer, positiveInteger, seed } from './flag-values.js';
import type { ExtractionOptions } from '../suite/comparison/extraction-options.js';

/** The flags of every command that computes features, as commander parses them. */
export interface ExtractionFlags extends EngineFlags {
  readonly features: string;
  readonly tap?: string;
  readonly resize?: 'tf1' | 'torch' | 'clean';
  readonly preset?: 'imagenet' | 'clip' | 'dinov2' | 'raw';
  readonly size?: readonly [number, number];
  readonly fit?: 'stretch' | { readonly shorterSidePx: number };
  readonly mean?: [number, number, number];
  readonly std?: [number, number, number];
  readonly layout?: 'nchw' | 'nhwc';
  readonly logits?: string;
  readonly spatial?: string;
  readonly num?: number;
  readonly seed: number;
  readonly batch?: number;
  readonly onError: 'fail' | 'skip';
  readonly cache: boolean;
}

export function addExtractionFlags(command: Command): Command {
  return command
    .option('--features <name>', 'feature extractor: a built-in name or an .onnx file', 'inception-v3-fid')
    .addOption(
      new Option(
        '--resize <mode>',
        'how images reach the network’s size (default: the extractor’s own)',
      ).choices(['tf1', 'torch', 'clean']),
    )
    .option('--tap <name>', 'which output of the network to read as features, such as 64, 192, 768, 2048')
    .option('--num <n>', 'use n images of each set, chosen by the seed (default: all)', positiveInteger)
    .option('--seed <s>', 'seed of the choice of images (--num)', seed, 0)
    .option(
      '--batch <b>',
      'images through the network at once (default: one a core on a CPU, else 64)',
      positiveInteger,
    )
    .addOption(engineFlag())
    .addOption(deviceFlag())
    .addOption(
      new Option('--on-error <action>', 'what an unreadable image does: end the run, or be named and counted')
        .choices(['fail', 'skip'])
        .default('fail'),
    )
    .option('--no-cache', 'neither read nor write the feature cache')
    .optionsGroup('For an .onnx file (or in a JSON beside it):')
    .addOption(
      new Option('--preset <name>', 'preprocessing of a family of encoders').choices([
        'imagenet',
        'clip',
        'dinov2',
        'raw',
      ]),
    )
    .option('--size <WxH>', 'input size in pixels, such as 224x224', size)
    .option('--fit <how>', 'stretch, or the shorter side in pixels before the centre is cut out', fit)
    .option('--mean <r,g,b>', 'channel means on the 0..1 scale', triple)
    .option('--std <r,g,b>', 'channel standard deviations on the 0..1 scale', triple)
    .addOption(new Option('--layout <order>', 'order of the input’s dimensions').choices(['nchw', 'nhwc']))
    .option('--logits <name>', 'output with class logits, for the Inception Score')
    .option('--spatial <name>', 'output that the spatial FID reads');
}

/** @param cacheFolder - where cached features are kept */
export function extractionOptions(flags: ExtractionFlags, cacheFolder: string): ExtractionOptions {
  const { resize, tap, preset, size: pixels, fit, mean, std, layout, logits, spatial } = flags;
  return {
    features: flags.features,
    engine: engineChoice(flags),
    num: flags.num,
    seed: flags.seed,
    batchSize: flags.batch,
    onError: flags.onError,
    cacheFolder: flags.cache ? cacheFolder : undefined,
    settings: {
      ...(resize && { resize }),
      ...(tap !== undefined && { output: tap }),
      ...(preset && { preset }),
      ...(pixels && { widthPx: pixels[0], heightPx: pixels[1] }),
      ...(fit && { fit }),
      ...(mean && { mean }),
      ...(std && { std }),
      ...(layout && { layout }),
      ...(logits !== undefined && { logits }),
      ...(spatial !== undefined && { spatial }),
    },
  };
}

function size(text: string): readonly [number, number] {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (width === undefined || height === undefined) throw new InvalidArgumentError('Expected WIDTHxHEIGHT.');
  return [integer(width, 1), integer(height, 1)];
}

function fit(text: string): 'stretch' | { shorterSidePx: number } {
  return text === 'stretch' ? text : { shorterSidePx: integer(text, 1) };
}

function triple(text: string): [number, number, number] {
  const [r, g, b, ...rest] = text.split(',').map(Number);
  if (
    r === undefined ||
    g === undefined ||
    b === undefined ||
    rest.length > 0 ||
    !Number.isFinite(r + g + b)
  ) {
    throw new InvalidArgumentError('Expected three numbers, such as 0.5,0.5,0.5.');
  }
  return [r, g, b];
}
