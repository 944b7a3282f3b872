import type { FinishedRun } from '../suite/run/evaluate-run.js';
import type { RunOptions } from '../suite/run/execute-run.js';
import type { RunListener } from '../suite/run/run-listener.js';

interface Wanted {
  /** That makes the result again. */
  readonly command: string;
  readonly cache: boolean;
  readonly json: boolean;
}

/** Carries out a run before the user's eyes, says what came out, and exits as its gates have it. */
export async function evaluateAndPrint(
  evaluate: (options: RunOptions, view: RunListener) => Promise<FinishedRun>,
  { command, cache, json }: Wanted,
): Promise<void> {
  const [
    { isOnGithub, publishToGithub },
    { gateExitCode },
    { featuresFolder, ratesFile },
    { runView },
    { formatRun },
  ] = await Promise.all([
    import('../suite/results/publish-to-github.js'),
    import('../gate/outcomes.js'),
    import('../models/cache.js'),
    import('./run-view.js'),
    import('./format-run.js'),
  ]);
  process.prependOnceListener('SIGINT', () => {
    process.stderr.write('\nStopped. What was made is kept: the same command goes on from there.\n');
  });
  const view = runView(process.stderr);
  const options = { command, cacheFolder: cache ? featuresFolder() : undefined, ratesFile: ratesFile() };
  const { run: result, folder } = await evaluate(options, view).finally(() => {
    view.end();
  });
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : formatRun(result));
  process.stderr.write(`\nEverything is in ${folder}\n`);
  if (isOnGithub()) process.stderr.write(await publishToGithub(result));
  process.exitCode = gateExitCode(result.gates);
}
