import { describe, expect, it } from 'vitest';
import { findNpm } from '../../src/models/find-npm.js';

const only =
  (...paths: string[]) =>
  (path: string): boolean =>
    paths.includes(path);

describe('findNpm', () => {
  it('uses the npm that runs the script', () => {
    const env = { npm_execpath: '/opt/npm/bin/npm-cli.js' };
    expect(findNpm(env, '/usr/bin/node', 'linux', only('/opt/npm/bin/npm-cli.js'))).toEqual({
      program: '/usr/bin/node',
      args: ['/opt/npm/bin/npm-cli.js'],
    });
  });

  it('does not take yarn for npm', () => {
    const env = { npm_execpath: '/opt/yarn.js' };
    const script = '/usr/lib/node_modules/npm/bin/npm-cli.js';
    expect(findNpm(env, '/usr/bin/node', 'linux', only('/opt/yarn.js', script))?.args).toEqual([script]);
  });

  it('finds npm beside node on Windows, past a path with spaces', () => {
    const script = 'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js';
    expect(findNpm({}, 'C:\\Program Files\\nodejs\\node.exe', 'win32', only(script))).toEqual({
      program: 'C:\\Program Files\\nodejs\\node.exe',
      args: [script],
    });
  });

  it("finds it on Windows' Path", () => {
    const script = 'D:\\npm\\node_modules\\npm\\bin\\npm-cli.js';
    expect(findNpm({ Path: 'C:\\x;D:\\npm' }, 'C:\\node.exe', 'win32', only(script))?.args).toEqual([script]);
  });

  it('falls back to an npm on the PATH, but not to one that needs a shell', () => {
    expect(findNpm({ PATH: '/a:/b' }, '/n/node', 'darwin', only('/b/npm'))).toEqual({
      program: '/b/npm',
      args: [],
    });
    expect(findNpm({ PATH: 'C:\\b' }, 'C:\\node.exe', 'win32', only('C:\\b\\npm.cmd'))).toBeUndefined();
    expect(findNpm({}, '/n/node', 'linux', only())).toBeUndefined();
  });
});
