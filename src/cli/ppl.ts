import { Command, InvalidArgumentError, Option } from 'commander';
import { deviceFlag, engineFlag, engineChoice, type EngineFlags } from './engine-flags.js';
import { collect, positiveInteger, seed } from './flag-values.js';
import { knobValue } from './sample-flags.js';

interface Flags extends EngineFlags {
  readonly num: number;
  readonly seed: number;
  readonly space?: 'w' | 'z';
  readonly sampling: 'full' | 'end';
  readonly epsilon: number;
  readonly conditions?: string;
  readonly psi?: number;
  readonly knob?: Readonly<Record<string, number>>;
  readonly set?: readonly string[];
  readonly features: string;
  readonly tap?: string;
  readonly resize?: 'tf1' | 'torch' | 'clean';
  readonly batch?: number;
  readonly json: boolean;
}

export function pplCommand(): Command {
  return new Command('ppl')
    .description('Perceptual path length of a generator: how smoothly its images follow its latents.')
    .argument('<generator>', 'a generator.json with the loader onnx or tfjs, or the folder that holds it')
    .option('-n, --num <count>', 'how many steps; published figures take 50000', positiveInteger, 1000)
    .addOption(
      new Option(
        '--space <name>',
        'w: the mapping network’s styles, in straight lines; z: latents, along great circles (default: w if there is a mapping network)',
      ).choices(['w', 'z']),
    )
    .addOption(
      new Option('--sampling <where>', 'where on its path each step lies: anywhere, or at the start')
        .choices(['full', 'end'])
        .default('full'),
    )
    .option('--epsilon <share>', 'length of a step, as a share of its path', share, 1e-4)
    .option('--conditions <manifest>', 'what a conditional generator is asked for, one a path, in turn')
    .option('--knob <name=value>', 'set a knob of the generator (may be repeated)', knobValue)
    .option('--psi <value>', 'the same as --knob psi=VALUE', (text) => knobValue(`psi=${text}`).psi)
    .option('--seed <number>', 'of the first step; the others follow by one', seed, 0)
    .option(
      '--set <ppl.option=value>',
      'an option of the metric, such as ppl.upper=100; may be repeated',
      collect,
    )
    .option('--features <name>', 'feature extractor: a built-in name or an .onnx file', 'inception-v3-fid')
    .addOption(
      new Option('--resize <mode>', 'how images reach the extractor’s size (default: its own)').choices([
        'tf1',
        'torch',
        'clean',
      ]),
    )
    .option('--tap <name>', 'which output of the extractor to read')
    .option(
      '--batch <count>',
      'steps through the generator at a time (default: the generator’s own)',
      positiveInteger,
    )
    .addOption(engineFlag())
    .addOption(deviceFlag())
    .option('--json', 'print the whole result as JSON', false)
    .addHelpText(
      'after',
      `
Examples:
  gan-eval ppl stylegan/ -n 50000
  gan-eval ppl fashion/ --conditions real/manifest.jsonl --features inception-v3-nsfwjs
  gan-eval ppl dcgan/generator.json --space z --sampling end --json`,
    )
    .action(run);
}

function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number above 0, up to 1, such as 1e-4.');
}

async function run(location: string, flags: Flags): Promise<void> {
  const [
    suite,
    { readSettings },
    { ppl },
    { terminalListener },
    { UsageError },
    { formatPathLength },
    { requireAScore },
  ] = await Promise.all([
    import('../suite/sampling/measure-path-length.js'),
    import('../suite/read-settings.js'),
    import('../metrics/ppl.js'),
    import('./terminal-listener.js'),
    import('../errors.js'),
    import('./format-path-length.js'),
    import('./print-comparison.js'),
  ]);
  const { psi, knob, num: count, set, features, tap, resize, engine: name, device, json, ...walk } = flags;
  if (psi !== undefined && knob?.psi !== undefined) throw new UsageError('--psi and --knob psi: give one.');
  const engine = engineChoice({ engine: name, device });
  const settings = { ...(resize && { resize }), ...(tap !== undefined && { output: tap }) };
  const result = await suite.measurePathLength(
    location,
    engine,
    { features, settings, engine: name === 'tfjs' ? { name: 'onnxruntime' } : engine },
    {
      ...walk,
      count,
      knobs: { ...knob, ...(psi !== undefined && { psi }) },
      options: readSettings(set ?? [], [ppl], 'ppl.upper=100').get('ppl'),
    },
    terminalListener(),
  );
  requireAScore(result.scores);
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : formatPathLength(result));
}
