import { InvalidArgumentError, type Command } from 'commander';
import { UsageError } from '../errors.js';
import type { StyleMix } from '../generators/generator.js';
import type { SampleRun } from '../suite/sampling/sample-generator.js';
import { deviceFlag, engineFlag, type EngineFlags } from './engine-flags.js';
import { positiveInteger, seed } from './flag-values.js';

/** What `sample` and `sweep` have in common. */
export interface SampleFlags extends EngineFlags {
  readonly num?: number;
  readonly out: string;
  readonly conditions?: string;
  readonly seed: number;
  readonly mixStyles?: StyleMix;
  readonly batch?: number;
  readonly json: boolean;
}

export function addSampleFlags(command: Command): Command {
  return command
    .argument('<generator>', 'a generator.json, the folder that holds one, or a set of images made before')
    .option('-n, --num <count>', 'how many samples (default: one a condition)', positiveInteger)
    .requiredOption('-o, --out <folder>', 'where to; samples that are there already are kept')
    .option('--conditions <manifest>', 'what a conditional generator is asked for, in turn')
    .option('--seed <number>', 'of the first sample; the others follow by one', seed, 0)
    .option(
      '--mix-styles <seed:layers>',
      'take the style of these layers from other seeds, such as 1000:8-15 (sample i: 1000 + i)',
      styleMix,
    )
    .option(
      '--batch <count>',
      'how many go through at a time (default: the generator’s own)',
      positiveInteger,
    )
    .addOption(engineFlag())
    .addOption(deviceFlag())
    .option('--json', 'print what was made as JSON', false);
}

export function sampleRun(flags: SampleFlags, knobs: SampleRun['knobs']): SampleRun {
  const { num: count, mixStyles, ...rest } = flags;
  return { ...rest, count, styleMix: mixStyles, knobs };
}

/** `psi=0.7` among the knobs so far. @throws UsageError for another form, or a knob that is set already */
export function knobValue(text: string, earlier: SampleRun['knobs'] = {}): SampleRun['knobs'] {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined || !Number.isFinite(Number(value))) {
    throw new UsageError(`--knob ${text}: expected NAME=VALUE with a number, such as psi=0.7.`);
  }
  if (name in earlier) throw new UsageError(`--knob ${text}: ${name} is set already.`);
  return { ...earlier, [name]: Number(value) };
}

/** `1000:8-15` or `1000:0,1,2`. */
function styleMix(text: string): StyleMix {
  const [, source, list] = /^(\d+):(\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)$/.exec(text) ?? [];
  if (source === undefined || list === undefined) {
    throw new InvalidArgumentError('Expected SEED:LAYERS, such as 1000:8-15 or 1000:0,1,2.');
  }
  const layers = list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: Math.max(0, Math.min(to - from + 1, 1000)) }, (_, i) => from + i);
  });
  return { seed: seed(source), layers };
}
