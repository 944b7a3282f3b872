import { Command } from 'commander';
import { addExtractionFlags, extractionOptions, type ExtractionFlags } from './extraction-flags.js';

interface FidFlags extends ExtractionFlags {
  readonly json: boolean;
  readonly interval: boolean;
  readonly report?: string;
}

export function fidCommand(): Command {
  return addExtractionFlags(
    new Command('fid')
      .description('Fréchet Inception Distance between real and generated images.')
      .argument(
        '<real>',
        'folder, .zip, .tar, .npz of images, or an .npz of statistics; a path, or s3://BUCKET/KEY',
      )
      .argument('<generated>', 'the same kinds')
      .option('--json', 'print the whole result as JSON', false)
      .option(
        '--no-interval',
        'do without the 95% interval: faster, and memory does not grow with the images',
      )
      .option('--report <file>', 'also write an HTML report'),
  )
    .addHelpText(
      'after',
      `
Resize modes, each with its own tradition of published figures:
  tf1     bilinear as TensorFlow 1 did it: torch-fidelity, TTUR, StyleGAN
  torch   bilinear without antialiasing: pytorch-fid
  clean   Pillow’s antialiased bicubic: clean-fid

Examples:
  gan-eval fid real/ generated/
  gan-eval fid real/ generated/ --num 10000 --seed 1 --resize clean
  gan-eval fid real.npz generated/ --features inception-v3-nsfwjs
  gan-eval fid real/ generated/ --features dinov2.onnx --preset dinov2 --json`,
    )
    .action(run);
}

async function run(real: string, generated: string, flags: FidFlags): Promise<void> {
  const [{ compareSets }, { fid }, { featuresFolder }, { terminalListener }, { printComparison }] =
    await Promise.all([
      import('../suite/comparison/compare-sets.js'),
      import('../metrics/fid.js'),
      import('../models/cache.js'),
      import('./terminal-listener.js'),
      import('./print-comparison.js'),
    ]);
  const options = extractionOptions(flags, featuresFolder());
  const comparison = await compareSets(
    [{ metric: fid, options: {} }],
    real,
    generated,
    { ...options, intervals: flags.interval },
    terminalListener(),
  );
  await printComparison(comparison, flags, {
    title: `${generated} compared with ${real}`,
    label: `${generated} against ${real}`,
    meaning: fid.summary,
  });
}
