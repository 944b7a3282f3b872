import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, writeFiles } from '../conditions/write-files.js';
import { ganEval, type Outcome } from './command-line.js';

let folder: string;
const at = (name: string): string => join(folder, name);
const run = (...args: string[]): Promise<Outcome> => ganEval(['manifest', ...args], at('home'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-cli-manifest-'));
  const keypoints = Array.from({ length: 54 }, (_, i) => (i % 3 === 2 ? 0.9 : 4 + i));
  await writeFiles(folder, {
    'poses/a_keypoints.json': { people: [{ pose_keypoints_2d: keypoints }] },
    'poses/a.png': { widthPx: 60, heightPx: 80 },
    'poses/b_keypoints.json': { people: [] },
    'bad.jsonl': jsonLines([{ id: 'x', file: 'poses/a.png' }, '{"id":', { file: 'poses/none.png' }]),
  });
});
afterAll(() => rm(folder, { recursive: true }));

describe('gan-eval manifest', () => {
  it('imports, checks, shows and draws', async () => {
    const out = at('poses/manifest.jsonl');
    const skip = ['--on-error', 'skip'];
    const imported = await run('import', 'openpose', at('poses'), '-o', out, ...skip);
    expect(imported).toMatchObject({ code: 0, stderr: '' });
    expect(imported.stdout).toMatch(/manifest\.jsonl: 1 images\n {2}1 skipped:\n.*b\.\*: no such image/);
    expect((await readFile(out, 'utf8')).split('\n')).toHaveLength(2);

    const checked = await run('check', out);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    expect(checked.stdout).toMatch(
      /1 images[\s\S]*1 poses[\s\S]*r_ankle +1 +0 +0[\s\S]*No errors, no warnings\./,
    );

    const shown = await run('show', out, '--id', 'a', '--draw', at('look.png'));
    expect(shown).toMatchObject({ code: 0, stderr: `Drawn: ${at('look.png')}\n` });
    expect(shown.stdout).toMatch(/id +a\n[\s\S]*14 of 16 joints\n +r_ankle +34\.0 +35\.0/);
    expect(await sharp(at('look.png')).metadata()).toMatchObject({ width: 384, height: 512 });

    const overview = await run('show', out, '--json');
    expect(JSON.parse(overview.stdout)).toMatchObject({
      summary: { images: 1, poses: 1 },
      first: { id: 'a', pose: { r_ankle: { x: 34, y: 35, visible: true }, head_top: null } },
    });
  });

  it('exits with 65 if a check finds an error, and prints the findings all the same', async () => {
    const { code, stdout, stderr } = await run('check', at('bad.jsonl'));
    expect([code, stderr]).toEqual([65, '']);
    expect(stdout).toMatch(/error: lines that cannot be used: 1\n.*bad\.jsonl:2: is not JSON/);
    expect(stdout).toMatch(/error: images that cannot be opened: 1\n {2}poses\/none\.png/);
    const json = await run('check', at('bad.jsonl'), '--json');
    expect(json.code).toBe(65);
    expect(JSON.parse(json.stdout)).toMatchObject({ findings: [{ kind: 'line' }, { kind: 'image' }] });
  });

  it('writes control characters out, which a terminal would obey', async () => {
    await writeFiles(folder, { 'escape.jsonl': '{"file": "\\u001b[2J.png"}\n\u001b[31mred\n' });
    const { stdout } = await run('check', at('escape.jsonl'));
    expect(stdout).toContain('\\x1b[2J.png');
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it.each([
    [
      ['import', 'openpos', 'x', '-o', 'y'],
      64,
      /Allowed choices are viton-hd, dresscode, patn, coco, lip, openpose/,
    ],
    [['import', 'lip', 'x'], 64, /required option '-o, --out/],
    [['import', 'openpose', 'x', '-o', 'y', '--size', '3by4'], 64, /such as 768x1024/],
    [
      ['import', 'openpose', '/nowhere', '-o', 'y'],
      65,
      /\/nowhere: no such folder; expected the folder with X_keypoints/,
    ],
    [['check', '/nowhere.jsonl'], 65, /nowhere\.jsonl: no such file/],
    [['show', '/nowhere.jsonl', '--draw', 'x.png'], 64, /say which with --id/],
  ])('refuses %j', async (args, code, message) => {
    const outcome = await run(...args);
    expect(outcome.stderr).toMatch(message);
    expect(outcome.code).toBe(code);
  });

  it('has help with examples', async () => {
    for (const args of [['--help'], ['import', '--help'], ['check', '--help'], ['show', '--help']]) {
      expect((await run(...args)).stdout).toMatch(/Usage: [\s\S]*Examples:/);
    }
  });
});
