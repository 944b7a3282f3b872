import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { extname } from 'node:path';

/**
 * Starts a module of this project in a process of its own, whose output nobody sees.
 * @param name - of the module, without its ending
 * @param beside - import.meta.url of a module in the same folder
 * @param argument - process.argv[2] of the process, as JSON
 */
export function forkModule(
  name: string,
  beside: string,
  argument: unknown,
  options: ForkOptions = {},
): ChildProcess {
  const ending = extname(beside);
  return fork(new URL(`${name}${ending}`, beside), [JSON.stringify(argument)], {
    ...options,
    // From source (in tests) a process does not know TypeScript by itself.
    execArgv: ending === '.ts' ? ['--import', 'tsx'] : [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
