import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');

export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly end: Promise<End>;
}

export interface StartOptions {
  /** Where models and features are kept. */
  readonly home: string;
  readonly cwd: string;
  /** Of test/faults, loaded before the program. */
  readonly preload?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts the built command line. */
export function start(args: readonly string[], { home, cwd, preload, env }: StartOptions): Started {
  const before =
    preload === undefined ? [] : ['--import', pathToFileURL(join(import.meta.dirname, preload)).href];
  const child = spawn(process.execPath, [...before, MAIN, ...args], {
    cwd,
    env: { ...process.env, GITHUB_ACTIONS: undefined, GAN_EVAL_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = new Promise<End>((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, end };
}

/** Runs the built command line to its end. */
export const finish = (args: readonly string[], options: StartOptions): Promise<End> =>
  start(args, options).end;
