import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gateFiles } from '../suite/results/gate-files.js';
import { ganEval, type Outcome } from './command-line.js';

let folder: string;
const at = (name: string): string => join(folder, name);
const run = (...args: string[]): Promise<Outcome> => ganEval(args, at('home'));

beforeAll(async () => {
  folder = await gateFiles();
});
afterAll(() => rm(folder, { recursive: true }));

describe('gan-eval gate', () => {
  it('takes the gates of the configuration if none is named, and prints verdicts as JSON', async () => {
    const { code, stdout, stderr } = await run('gate', at('result.json'), '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'gan-eval/gates/1',
      title: 'A run',
      gates: [
        { gate: 'fid < 20', name: null, outcome: 'pass' },
        { name: 'Obedience', checks: [{ subject: 'conditional.pck.normalised', observed: 0.5 }] },
      ],
    });
  });

  it('exits with what is worst, and leaves JUnit XML and what GitHub shows', async () => {
    const { code, stdout, stderr } = await ganEval(
      ['gate', at('result.json'), '-t', 'fid < 16.5', '-t', 'fid < 3', '--junit', at('gates.xml')],
      at('home'),
      { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: at('summary.md') },
    );
    expect(code).toBe(20);
    expect(stdout).toMatch(/^inconclusive +fid < 16\.5 .*about 410 images.*\nFAIL .*breaks < 3\n\n0 of 2/);
    expect(stderr).toMatch(/^::warning title=inconclusive.*\n::error title=fail%3A fid < 3::.*\n$/);
    expect(await readFile(at('summary.md'), 'utf8')).toMatch(/^## A run: 0 of 2 gates passed/);
    expect(await readFile(at('gates.xml'), 'utf8')).toContain('tests="2" failures="2"');
  });

  it('exits with 21 and 22 where nothing failed', async () => {
    expect((await run('gate', at('result.json'), '-t', 'fid < 16.5')).code).toBe(21);
    const { code, stdout } = await run('gate', at('result.json'), '-t', 'fid: delta < 9', '-t', 'fid < 16.5');
    expect([code, stdout]).toEqual([22, expect.stringContaining('no baseline is named')]);
  });

  it.each<[string, string[], number, RegExp]>([
    ['a gate', ['result.json', '-t', 'fid =< 3'], 64, /\n {2}fid =< 3\n {6}\^\n.*got '=<'/],
    ['nothing', ['fid.json'], 64, /There is no gate/],
    ['another version', ['later.json', '-t', 'fid < 3'], 65, /schema is 'gan-eval\/run\/2'/],
  ])('says what is wrong with %s', async (_, [file, ...more], code, message) => {
    const outcome = await run('gate', at(file!), ...more);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toMatch(message);
  });
});

describe('gan-eval baseline', () => {
  it('accepts a result, says what changes by it, and shows it', async () => {
    const [accept, baseline] = [['baseline', 'accept'], at('baseline.json')];
    const first = await run(...accept, at('better.json'), '-o', baseline);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toContain('not compared with one before it');
    const gate = await run('gate', at('result.json'), '-t', 'fid: delta <= 1', '--baseline', baseline);
    expect([gate.code, gate.stdout]).toEqual([20, expect.stringContaining('delta is 4')]);
    const second = await run(...accept, at('result.json'), '-o', baseline);
    expect(second.stdout).toMatch(/conditional\.fid +12\.0000 .*16\.0000/);
    expect(second.stdout).toContain('1 other scores are the same');
    const shown = await run('baseline', 'show', baseline);
    expect(shown.stdout).toMatch(/A run\n.*sha256 [0-9a-f]{64}\n\nconditional\.fid +16\.0000 \(15/);
  });
});
