import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const START = join(import.meta.dirname, '../../dist/cli/start.cjs');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-start-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Threads of the command at its end, on what it takes for a machine of so many cores. A file is read last, as that starts the pool where nothing has. */
async function threads(cores: number, environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const preload = join(folder, `${cores}.cjs`);
  await writeFile(
    preload,
    `require('node:os').availableParallelism = () => ${cores};
     process.once('beforeExit', () => require('node:fs').readFile(__filename, () => undefined));
     process.on('exit', () => console.log(require('node:fs').readdirSync('/proc/self/task').length));`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, ['--require', preload, START, '--version'], {
    env: { ...process.env, UV_THREADPOOL_SIZE: undefined, ...environment },
  });
  return Number(stdout.trim().split('\n').at(-1));
}

// Windows and macOS have no such folder.
it.skipIf(process.platform !== 'linux')(
  'has a thread that decodes for each core, 4 to 16, unless the environment says otherwise',
  async () => {
    const four = await threads(2);
    expect(await threads(12)).toBe(four + 8);
    expect(await threads(64)).toBe(four + 12);
    expect(await threads(64, { UV_THREADPOOL_SIZE: '5' })).toBe(four + 1);
  },
);
