import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { PictureSize } from '../conditions/condition.js';
import { importFormats } from '../conditions/importers/formats.js';
import type { ImportOptions } from '../conditions/importers/importer.js';

interface ImportFlags extends ImportOptions {
  readonly out: string;
  readonly onError: 'fail' | 'skip';
  readonly json: boolean;
}

interface CheckFlags {
  readonly images?: string;
  readonly json: boolean;
}

interface ShowFlags extends CheckFlags {
  readonly id?: string;
  readonly draw?: string;
}

export function manifestCommand(): Command {
  return new Command('manifest')
    .description('What images show and what generators were asked for: import, check, show manifests.')
    .addCommand(importCommand())
    .addCommand(checkCommand())
    .addCommand(showCommand())
    .addHelpText(
      'after',
      `
Examples:
  gan-eval manifest import viton-hd VITON-HD --split test -o VITON-HD/manifest.jsonl
  gan-eval manifest check VITON-HD/manifest.jsonl
  gan-eval manifest show VITON-HD/manifest.jsonl --id 00006_00 --draw look.png`,
    );
}

function importCommand(): Command {
  return new Command('import')
    .description('write a dataset of the field as a manifest')
    .addArgument(new Argument('<format>', 'see below').choices(importFormats.map(({ name }) => name)))
    .argument('<folder>', 'of the dataset')
    .requiredOption('-o, --out <manifest.jsonl>', 'where to write; the paths in it start from there')
    .option('--split <name>', 'part of the dataset, such as train')
    .option('--pairs <file>', 'who is to wear what (try-on datasets)')
    .option('--annotations <file>', 'the file with the keypoints')
    .option('--images <folder>', 'where the images are')
    .option(
      '--size <WxH>',
      'the picture that the keypoints are measured in, if that is not the image',
      parseSize,
    )
    .addOption(
      new Option('--on-error <what>', 'an image that cannot be imported: stop, or leave it out and count it')
        .choices(['fail', 'skip'])
        .default('fail'),
    )
    .option('--json', 'print the report as JSON', false)
    .addHelpText(
      'after',
      `
Formats:
${importFormats
  .map(({ name, title, takes }) => [name, title, ...takes.map((line) => `  ${line}`)].join('\n    '))
  .map((text) => `  ${text}\n`)
  .join('')}
Examples:
  gan-eval manifest import dresscode DressCode -o DressCode/test.jsonl --pairs test_pairs_unpaired.txt
  gan-eval manifest import coco coco2017 -o coco2017/manifest.jsonl --annotations coco2017/annotations/person_keypoints_val2017.json
  gan-eval manifest import openpose poses/ --images photos/ -o photos/manifest.jsonl --on-error skip`,
    )
    .action(runImport);
}

function checkCommand(): Command {
  return new Command('check')
    .description('read every line and the header of every image it names; exit code 65 if there is an error')
    .argument('<manifest>', 'a manifest.jsonl, or the folder or archive of images that it belongs to')
    .option('--images <set>', 'folder or archive with the images, if they are not beside the manifest')
    .option('--json', 'print counts and findings as JSON', false)
    .addHelpText(
      'after',
      `
Examples:
  gan-eval manifest check real/manifest.jsonl
  gan-eval manifest check real/manifest.jsonl --images generated.zip --json`,
    )
    .action(runCheck);
}

function showCommand(): Command {
  return new Command('show')
    .description('what a manifest holds, or one of its conditions')
    .argument('<manifest>', 'a manifest.jsonl, or the folder or archive of images that it belongs to')
    .option('--id <id>', 'show this condition instead of the overview')
    .option('--draw <file.png>', 'draw its pose over its image, and its articles beside it (with --id)')
    .option('--images <set>', 'folder or archive with the images, if they are not beside the manifest')
    .option('--json', 'print as JSON', false)
    .addHelpText(
      'after',
      `
Examples:
  gan-eval manifest show real/manifest.jsonl
  gan-eval manifest show real/manifest.jsonl --id 000012 --draw look.png`,
    )
    .action(runShow);
}

function parseSize(text: string): PictureSize {
  const [, width, height] = /^([1-9]\d*)x([1-9]\d*)$/.exec(text) ?? [];
  if (width === undefined || height === undefined) {
    throw new InvalidArgumentError('Expected width and height in px, such as 768x1024.');
  }
  return { widthPx: Number(width), heightPx: Number(height) };
}

async function runImport(format: string, folder: string, flags: ImportFlags): Promise<void> {
  const [{ importManifest }, { terminalListener }, { formatImport }] = await Promise.all([
    import('../suite/manifest/import-manifest.js'),
    import('./terminal-listener.js'),
    import('./format-manifest.js'),
  ]);
  const { json, ...options } = flags;
  const report = await importManifest({ ...options, format, folder }, terminalListener());
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatImport(report));
}

async function runCheck(path: string, { images, json }: CheckFlags): Promise<void> {
  const [{ checkManifest }, { formatCheck }, { ExitCode }] = await Promise.all([
    import('../suite/manifest/check-manifest.js'),
    import('./format-manifest.js'),
    import('../errors.js'),
  ]);
  const check = await checkManifest(path, images);
  process.stdout.write(json ? `${JSON.stringify(check, null, 2)}\n` : formatCheck(check));
  if (check.findings.some(({ severity }) => severity === 'error')) process.exitCode = ExitCode.badInput;
}

async function runShow(path: string, { id, draw, images, json }: ShowFlags): Promise<void> {
  const [
    { overviewManifest, findCondition },
    { formatOverview, formatCondition, conditionAsJson },
    { UsageError },
  ] = await Promise.all([
    import('../suite/manifest/show-manifest.js'),
    import('./format-manifest.js'),
    import('../errors.js'),
  ]);
  if (id === undefined) {
    if (draw !== undefined) throw new UsageError('--draw draws one condition: say which with --id.');
    const overview = await overviewManifest(path);
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...overview, first: conditionAsJson(overview.first) }, null, 2)}\n`
        : formatOverview(overview),
    );
    return;
  }
  const { manifest, condition } = await findCondition(path, id);
  if (draw !== undefined) {
    const { drawManifestImage } = await import('../suite/manifest/draw-manifest-image.js');
    await drawManifestImage(manifest, condition, draw, images);
    process.stderr.write(`Drawn: ${draw}\n`);
  }
  process.stdout.write(
    json
      ? `${JSON.stringify(conditionAsJson(condition), null, 2)}\n`
      : formatCondition(condition, manifest.slots),
  );
}
