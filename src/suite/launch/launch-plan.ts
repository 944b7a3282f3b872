import { basename, posix, relative, resolve, sep } from 'node:path';
import { engineOf } from '../../config/run-file.js';
import { chooseDevice } from '../../engines/open-engine.js';
import { UsageError } from '../../errors.js';
import { readRunFile } from '../run/read-run-file.js';
import { networksOfFile } from '../run/run-networks.js';

/** What is the same of a launch wherever it goes to. */
export interface LaunchRequest {
  readonly shards: number;
  /** At once, at most; undefined: as many as there is room for. */
  readonly parallel?: number | undefined;
  /** Of a task; undefined: as the cluster has it. */
  readonly cpus?: number | undefined;
  /** Of a task; undefined: one if the configuration's device is a GPU. */
  readonly gpus?: number | undefined;
  /** By which jobs go; default: the run folder's name. */
  readonly name?: string | undefined;
}

export interface LaunchPlan extends LaunchRequest {
  readonly name: string;
  readonly gpus: number;
  /** The configuration, absolute. */
  readonly file: string;
  /** The run folder, absolute. */
  readonly out: string;
  /** Built-in networks that the run may take. */
  readonly networks: readonly string[];
}

/**
 * Reads of a configuration what launching it takes. The data are not looked at: they may be where only the tasks can see them.
 * @throws UsageError if the configuration cannot be used
 */
export async function planLaunch(path: string, request: LaunchRequest): Promise<LaunchPlan> {
  const configuration = await readRunFile(path);
  const out = resolve(configuration.resolve(configuration.file.out));
  return {
    ...request,
    name: request.name ?? basename(out),
    gpus: request.gpus ?? (/cuda|tensorrt|gpu/i.test(chooseDevice(engineOf(configuration.file))) ? 1 : 0),
    file: resolve(path),
    out,
    networks: await networksOfFile(configuration),
  };
}

/**
 * Where a file of the working directory lies once that directory is mounted elsewhere.
 * @throws UsageError if the file is not in it
 */
export function mountedPath(file: string, mount: string): string {
  const path = relative(process.cwd(), file);
  if (path !== '..' && !path.startsWith(`..${sep}`)) return posix.join(mount, ...path.split(sep));
  throw new UsageError(
    `${file} is not in the working directory, which is taken for what is mounted at ${mount}. Say where in the container it lies: --at ${posix.join(mount, basename(file))}.`,
  );
}
