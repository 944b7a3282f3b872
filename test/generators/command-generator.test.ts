import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Generator, OpenOptions } from '../../src/generators/generator.js';
import { openGenerator } from '../../src/generators/open-generator.js';
import { collect, ofSeed } from './collect.js';
import { writeGenerator } from './small-networks.js';

const FAKE = join(import.meta.dirname, 'fake-command.mjs');

let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

const quiet: OpenOptions = { engine: { name: 'onnxruntime' as const }, onNotice: () => undefined };

async function describeFake(mode: string, settings: object = {}, ...args: string[]): Promise<string> {
  const command = [process.execPath, FAKE, mode, ...args];
  return writeGenerator(join(folder, String(count++)), { loader: 'command', command, ...settings });
}

async function open(mode: string, settings: object = {}, ...args: string[]): Promise<Generator> {
  return openGenerator(await describeFake(mode, settings, ...args), quiet);
}

describe('a command', () => {
  it('describes itself and makes the images asked for, in order', async () => {
    const generator = await open('fine');
    expect(generator).toMatchObject({
      identity: { name: 'fake', loader: 'command' },
      kind: 'unconditional',
      latentSize: 8,
      image: { widthPx: 4, heightPx: 2 },
      knobs: [{ name: 'psi', range: [0, 1], default: 1 }],
      styleLayers: 4,
    });
    const requests = [
      ...Array.from({ length: 20 }, (_, seed) => ofSeed(seed)),
      ofSeed(3, { psi: 0.25 }),
      { ...ofSeed(4), styleMix: { seed: 9, layers: [3] } },
    ];
    for (const batch of [1, 3, 8, 100]) {
      const images = await collect(generator, requests, { batch });
      expect(images.map(({ data }) => [...data.slice(0, 3)])).toEqual([
        ...Array.from({ length: 20 }, (_, seed) => [seed, 100, 7]),
        [3, 25, 7],
        [4, 100, 9],
      ]);
      expect(images.every(({ data }) => data.length === 24)).toBe(true);
    }
    await generator.dispose();
    await generator.dispose();
  });

  it('goes on after a caller that has left', async () => {
    const generator = await open('fine');
    const requests = Array.from({ length: 12 }, (_, seed) => ofSeed(seed));
    for await (const { request } of generator.sample(requests, { batch: 4 })) if (request.seed === 1) break;
    const [image] = await collect(generator, [ofSeed(99)]);
    expect(image!.data[0]).toBe(99);
    await generator.dispose();
  });

  it('is sent of a condition what it takes', async () => {
    const log = join(folder, 'requests.jsonl');
    const generator = await open('conditional', {}, log);
    const pose = Array.from({ length: 16 }, (_, joint) =>
      joint === 0 ? { x: 1.5, y: 1, visible: true } : joint === 1 ? { x: 2, y: 1, visible: false } : null,
    );
    const outfit = new Map([
      ['shoes', null],
      ['top', '/data/top.png'],
    ]);
    const condition = { id: 'a', pose, outfit, labels: { class: 'suit' } };
    await collect(generator, [{ seed: 5, knobs: {}, condition }]);
    await generator.dispose();
    expect(JSON.parse(await readFile(log, 'utf8'))).toEqual({
      type: 'sample',
      requests: [
        {
          id: 0,
          seed: 5,
          knobs: { psi: 1 },
          condition: {
            id: 'a',
            pose: [[1.5, 1, 2], [2, 1, 1], ...Array.from({ length: 14 }, () => [0, 0, 0])],
            outfit: { top: '/data/top.png', shoes: null },
          },
          styleMix: null,
        },
      ],
    });
  });

  it('is another generator with other arguments', async () => {
    const [a, b, c] = await Promise.all([open('fine'), open('fine'), open('fine', {}, 'weights.pkl')]);
    expect(a.identity).toEqual(b.identity);
    expect(a.identity.sha256).not.toBe(c.identity.sha256);
    await Promise.all([a, b, c].map((generator) => generator.dispose()));
  });
});

describe('a command that breaks', () => {
  it.concurrent.each([
    ['dies-at-once', /ended with exit code 3\.\nThe end of its stderr:\nTraceback: no module named torch$/],
    ['other-version', /speaks version 2 of the protocol; expected 1/],
    [
      'bad-hello',
      /describes itself in a way that cannot be used\.\n.*expected number to be >0\n.*image\.widthPx/s,
    ],
    ['silent', /did not answer within 0\.5 seconds\.\nIt wrote nothing to stderr/],
  ])('at the start: %s', async (mode, message) => {
    const limits = { startSeconds: mode === 'silent' ? 0.5 : 20 };
    await expect(open(mode, { limits })).rejects.toThrow(message);
  });

  it.concurrent.each([
    ['dies', /ended with exit code 1\.\nThe end of its stderr:\nCUDA out of memory$/],
    ['dies-in-an-image', /ended with signal SIGKILL/],
    ['closes-stdout', /ended its output\./],
    ['prints', /wrote "Loading weights\?\[31m\.\.\." where a line of JSON was expected/],
    ['wrong-id', /sent image 3 where image 2 was expected/],
    ['wrong-size', /the image of seed 666 is 2 x 4; expected 4 x 2/],
    ['wrong-bytes', /the image of seed 666: 24 bytes of rgb for 4 x 3 px/],
    ['no-picture', /the image of seed 666: cannot be decoded/],
    ['endless-line', /wrote 1048576 bytes without the end of a line: "xxx/],
    ['says-error', /reports an error: seed 666 is cursed/],
    ['hangs', /did not answer within 2 seconds/],
  ])('while sampling: %s', async (mode, message) => {
    const generator = await open(mode, { limits: { imageSeconds: mode === 'hangs' ? 2 : 20 } });
    const seen: number[] = [];
    const sample = async () => {
      const requests = [1, 2, 666, 3].map((seed) => ofSeed(seed));
      for await (const { request } of generator.sample(requests, { batch: 1 })) seen.push(request.seed);
    };
    await expect(sample()).rejects.toThrow(message);
    // What was made before stays made.
    expect(seen).toEqual([1, 2]);
    await generator.dispose();
  });

  it('cannot be started', async () => {
    const path = await writeGenerator(join(folder, 'none'), {
      loader: 'command',
      command: ['no-such-program'],
    });
    await expect(openGenerator(path, quiet)).rejects.toThrow(
      /no-such-program: cannot be started in .*none: no such file or folder/,
    );
  });

  it('is stopped by a signal', async () => {
    const generator = await open('hangs');
    const abort = new AbortController();
    const sampling = collect(generator, [ofSeed(666)], { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(sampling).rejects.toThrow('enough');
    await generator.dispose();
  });

  it('makes black images: told', async () => {
    const notices: string[] = [];
    const options = {
      engine: { name: 'onnxruntime' as const },
      onNotice: (text: string) => notices.push(text),
    };
    const generator = await openGenerator(await describeFake('black'), options);
    await collect(generator, [ofSeed(666), ofSeed(1)]);
    await generator.dispose();
    expect(notices).toEqual([
      'fake: the image of seed 666 is all black.',
      'fake: the image of seed 1 is of one colour.',
    ]);
  });
});

describe('no process is left', () => {
  it('when a program and its child do not go by themselves', async () => {
    const file = join(folder, 'pids.json');
    const generator = await open('has-a-child', { limits: { endSeconds: 0.2 } }, file);
    const pids = JSON.parse(await readFile(file, 'utf8')) as number[];
    expect(pids.map(isAlive)).toEqual([true, true]);
    await generator.dispose();
    expect(pids.map(isAlive)).toEqual([false, false]);
  }, 30_000);

  it.each([
    ['is interrupted', '', 'SIGINT'],
    ['is interrupted and ends in its own way', "process.once('SIGINT', () => process.exit(130));", 130],
  ])(
    'when gan-eval itself %s',
    async (_, listener, end) => {
      const file = join(folder, 'pids-of-cli.json');
      const path = await describeFake('has-a-child', {}, file);
      const script = `
      ${listener}
      const { openGenerator } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/generators/open-generator.ts'))});
      const generator = await openGenerator(${JSON.stringify(path)}, { engine: { name: 'onnxruntime' }, onNotice() {} });
      console.log('open');
      const request = { seed: 666, knobs: {}, condition: null };
      for await (const image of generator.sample([request])) console.log(image);`;
      const cli = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        cwd: join(import.meta.dirname, '../..'),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => cli.stdout.once('data', resolve));
      const pids = JSON.parse(await readFile(file, 'utf8')) as number[];
      expect(pids.map(isAlive)).toEqual([true, true]);
      cli.kill('SIGINT');
      expect(
        await new Promise((resolve) =>
          cli.once('exit', (code, signal) => {
            resolve(code ?? signal);
          }),
        ),
      ).toBe(end);
      await expect.poll(() => pids.map(isAlive), { timeout: 5000 }).toEqual([false, false]);
    },
    30_000,
  );
});

/** A process that has ended and waits for its parent to notice (Z) counts as gone. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}
