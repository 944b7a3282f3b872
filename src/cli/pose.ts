import { Command } from 'commander';
import { deviceFlag, engineFlag, engineChoice, type EngineFlags } from './engine-flags.js';
import type { NamedPose, PeopleOfImage } from '../suite/control/pose-images.js';

interface PoseFlags extends EngineFlags {
  readonly pose: string;
  readonly draw?: string;
  readonly json: boolean;
}

export function poseCommand(): Command {
  return new Command('pose')
    .description(
      'The pose of the person in each image, as the pose scores see it; a second person, if there is one.',
    )
    .argument('<images...>', 'image files, folders, .zip, .tar or .npz of images')
    .option(
      '--pose <name>',
      'movenet-thunder, movenet-lightning, efficientpose, or an .onnx file with its .json beside it',
      'movenet-thunder',
    )
    .addOption(engineFlag())
    .addOption(deviceFlag())
    .option('--draw <folder>', 'write each image there with the poses drawn over it')
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

async function run(paths: readonly string[], { pose, draw, json, ...flags }: PoseFlags): Promise<void> {
  const [{ poseImages }, { terminalListener }] = await Promise.all([
    import('../suite/control/pose-images.js'),
    import('./terminal-listener.js'),
  ]);
  const result = await poseImages(
    paths,
    { pose, engine: engineChoice(flags), drawFolder: draw },
    terminalListener(),
  );
  const { estimator, supported, images } = result;
  if (json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const count = (wanted: (people: number) => boolean) =>
    images.filter(({ people }) => wanted(people.length)).length;
  const several = count((people) => people > 1);
  process.stdout.write(
    `${images.map((image) => describe(image, supported.length)).join('\n')}\n` +
      `${estimator.name}: a pose in ${count((people) => people > 0)} of ${images.length} images` +
      `${several > 0 ? `, several people in ${several}` : ''}\n`,
  );
}

function describe({ id, people }: PeopleOfImage, supported: number): string {
  const [first, second] = people.map((person) => describePerson(person, supported));
  if (first === undefined) return `${id}  nobody found`;
  return `${id}  ${first}${second === undefined ? '' : `; a second person, ${second}`}`;
}

function describePerson({ score, joints }: NamedPose, supported: number): string {
  return `score ${score.toFixed(2)}, ${Object.keys(joints).length} of ${supported} joints`;
}
