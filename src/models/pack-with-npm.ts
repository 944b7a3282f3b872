import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../errors.js';
import { findNpm } from './find-npm.js';
import type { NpmCommand } from './find-npm.js';

/** What an enclosing npm may pass on by environment and what would change where or whether `npm pack` writes. */
const strayOptions = new Set(
  [
    'dry_run',
    'global',
    'location',
    'prefix',
    'local_prefix',
    'workspace',
    'workspaces',
    'include_workspace_root',
  ].map((option) => `npm_config_${option}`),
);

/**
 * Has the user's npm (with its registry, proxy and certificates) put the tarball of `package@version` into `folder`. No script
 * of the package runs.
 * @returns the tarball's path; its content is not checked
 * @throws UsageError if there is no npm or it fails, with its own words
 */
export async function packWithNpm(
  specifier: string,
  folder: string,
  signal?: AbortSignal,
  npm: NpmCommand | undefined = findNpm(),
): Promise<string> {
  if (npm === undefined) {
    throw new UsageError(
      'npm was not found: neither beside node nor on the PATH. Install it, or put it on the PATH.',
    );
  }
  const options = ['--ignore-scripts', '--loglevel=error', '--pack-destination', folder];
  const { code, stderr } = await run(npm, ['pack', specifier, ...options], signal);
  const [tarball] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  if (code !== 0 || tarball === undefined) {
    throw new UsageError(
      `npm could not fetch ${specifier}: ${summary(stderr) || `it ended with code ${String(code)}`}.`,
    );
  }
  return join(folder, tarball);
}

function run(
  { program, args }: NpmCommand,
  more: readonly string[],
  signal?: AbortSignal,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !strayOptions.has(name.toLowerCase())),
    );
    const child = spawn(program, [...args, ...more], {
      env,
      signal,
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (cause) => {
      reject(
        signal?.aborted === true
          ? (signal.reason as Error)
          : new UsageError(`npm could not be started: ${cause.message}.`, { cause }),
      );
    });
    child.on('close', (code) => {
      resolve({ code, stderr });
    });
  });
}

/** npm's own error lines, without their prefix and the pointers to its log. */
function summary(stderr: string): string {
  return stderr
    .split('\n')
    .map((line) => /^npm (?:error|ERR!) (.*)$/.exec(line)?.[1]?.trim() ?? '')
    .filter((line) => line !== '' && !line.includes('complete log'))
    .slice(0, 4)
    .join('; ')
    .replace(/\.$/, '');
}
