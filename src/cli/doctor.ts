import { Command } from 'commander';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'What this machine has (engines, devices, models, cache), and what to do about what is missing.',
    )
    .option('--json', 'print the findings as JSON', false)
    .action(run);
}

async function run({ json }: { readonly json: boolean }): Promise<void> {
  const { diagnose } = await import('../suite/diagnose.js');
  const findings = await diagnose();
  if (json) {
    process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
    return;
  }
  let topic = '';
  for (const finding of findings) {
    if (finding.topic !== topic) process.stdout.write(`${topic ? '\n' : ''}${finding.topic}\n`);
    topic = finding.topic;
    process.stdout.write(
      `  ${finding.state === 'ok' ? 'ok     ' : 'missing'}  ${finding.name}: ${finding.text}\n`,
    );
    if (finding.advice !== undefined) process.stdout.write(`           -> ${finding.advice}\n`);
  }
}
