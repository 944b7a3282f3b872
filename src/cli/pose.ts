import { Command } from 'commander';
import type { NamedPose } from '../suite/pose-images.js';

interface PoseFlags {
  readonly pose: string;
  readonly device: string;
  readonly draw?: string;
  readonly json: boolean;
}

export function poseCommand(): Command {
  return new Command('pose')
    .description('The pose of the person in each image, as the pose scores see it.')
    .argument('<images...>', 'image files, folders, .zip, .tar or .npz of images')
    .option(
      '--pose <name>',
      'movenet-thunder, movenet-lightning, efficientpose, or an .onnx file with its .json beside it',
      'movenet-thunder',
    )
    .option('--device <name>', 'cpu, cuda, ...: see gan-eval doctor', 'cpu')
    .option('--draw <folder>', 'write each image there with its pose drawn over it')
    .option('--json', 'print joints, scores and boxes as JSON', false)
    .addHelpText(
      'after',
      `
Examples:
  gan-eval pose person.jpg --draw out/
  gan-eval pose generated/ --pose efficientpose --json`,
    )
    .action(run);
}

async function run(paths: readonly string[], { draw, json, ...request }: PoseFlags): Promise<void> {
  const [{ poseImages }, { terminalListener }] = await Promise.all([
    import('../suite/pose-images.js'),
    import('./terminal-listener.js'),
  ]);
  const result = await poseImages(paths, { ...request, drawFolder: draw }, terminalListener());
  const { estimator, supported, images } = result;
  process.stdout.write(
    json
      ? `${JSON.stringify(result, null, 2)}\n`
      : `${images.map((image) => describe(image, supported.length)).join('\n')}\n` +
          `${estimator.name}: a pose in ${images.filter(({ pose }) => pose).length} of ${images.length} images\n`,
  );
}

function describe({ id, pose }: NamedPose, supported: number): string {
  if (!pose) return `${id}  nobody found`;
  return `${id}  score ${pose.score.toFixed(2)}, ${Object.keys(pose.joints).length} of ${supported} joints`;
}
