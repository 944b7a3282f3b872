import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program and the arguments that come before npm's own. */
export interface NpmCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * The user's npm, as a script that node runs: Windows' `npm.cmd` could only be started through a shell. Looked for where
 * npm itself says (inside npm scripts), beside node, and beside the `npm` on the PATH.
 * @returns undefined if there is none
 */
export function findNpm(
  env: Environment = process.env,
  node: string = process.execPath,
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): NpmCommand | undefined {
  const windows = platform === 'win32';
  const path = windows ? win32 : posix;
  const cli = path.join('node_modules', 'npm', 'bin', 'npm-cli.js');

  // It names yarn or pnpm where one of those runs the script.
  const own = env.npm_execpath;
  if (own !== undefined && /^npm-cli\.c?js$/.test(path.basename(own)) && exists(own)) {
    return { program: node, args: [own] };
  }
  const onPath = (env.PATH ?? env.Path ?? '').split(path.delimiter).filter((folder) => folder !== '');
  for (const folder of [path.dirname(node), ...onPath]) {
    const script = windows ? path.join(folder, cli) : path.join(folder, '..', 'lib', cli);
    if (exists(script)) return { program: node, args: [script] };
  }
  if (windows) return undefined;
  const program = onPath.map((folder) => path.join(folder, 'npm')).find(exists);
  return program === undefined ? undefined : { program, args: [] };
}
