import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGenerator } from '../../src/generators/open-generator.js';
import { writeGenerator } from '../generators/small-networks.js';

const hostile = [
  '; touch canary',
  '$(touch canary)',
  '`touch canary`',
  '| touch canary',
  '&& touch canary',
  'a\ntouch canary',
  '> canary',
  '-rf',
  '--help',
  '%PATH%',
  '"\'\\',
  '*',
  '~',
  '',
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-shell-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes down its arguments and says hello. */
const program = `
  require('node:fs').writeFileSync('arguments.json', JSON.stringify(process.argv.slice(2)));
  process.stdin.once('data', () => console.log(JSON.stringify({ type: 'hello', protocol: 1, name: 'a', kind: 'unconditional', image: { widthPx: 1, heightPx: 1 } })));
`;

describe('a command', () => {
  it('gets its arguments as they are, whatever a shell would make of them, in a folder of any name', async () => {
    const path = join(folder, '$(touch canary); "a b"');
    await writeGenerator(path, { loader: 'command', command: [process.execPath, 'program.cjs', ...hostile] });
    await writeFile(join(path, 'program.cjs'), program);
    const generator = await openGenerator(path, {
      engine: { name: 'onnxruntime' },
      onNotice: () => undefined,
    });
    await generator.dispose();
    expect(JSON.parse(await readFile(join(path, 'arguments.json'), 'utf8'))).toEqual(hostile);
    expect((await readdir(path)).sort()).toEqual(['arguments.json', 'generator.json', 'program.cjs']);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it.each(['; touch canary', 'echo a; touch canary', '$(touch canary)'])(
    'that is called %j is not found',
    async (name) => {
      const path = await writeGenerator(join(folder, 'named'), { loader: 'command', command: [name] });
      await expect(
        openGenerator(path, { engine: { name: 'onnxruntime' }, onNotice: () => undefined }),
      ).rejects.toThrow(/cannot be started/);
      expect(await readdir(path)).toEqual(['generator.json']);
    },
  );
});
