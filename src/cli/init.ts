import { Command } from 'commander';

export function initCommand(): Command {
  return new Command('init')
    .description(
      'Writes a commented gan-eval.yaml for your data: real images, generators, manifests that it finds.',
    )
    .argument('[folder]', 'where your data is, and where the configuration goes', '.')
    .option('--schema', 'print the JSON Schema of configurations instead', false)
    .option('--markdown', 'print the reference page docs/configuration.md instead', false)
    .action(run);
}

async function run(
  folder: string,
  { schema, markdown }: { readonly schema: boolean; readonly markdown: boolean },
): Promise<void> {
  const { initRun, runFileSchemaText } = await import('../suite/run/init-run.js');
  if (schema) {
    process.stdout.write(runFileSchemaText());
    return;
  }
  if (markdown) {
    const { configurationPage } = await import('./configuration-page.js');
    process.stdout.write(configurationPage());
    return;
  }
  const { path, findings } = await initRun(folder);
  process.stdout.write(`${path}\n${findings.map((finding) => `  ${finding}\n`).join('')}`);
  process.stderr.write('Look it over, then: gan-eval run --dry-run\n');
}
