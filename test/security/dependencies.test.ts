import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const read = async (name: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(new URL(`../../${name}`, import.meta.url), 'utf8')) as Record<string, unknown>;

/** Texts by key of an object in a manifest. */
const textsOf = (value: unknown): Record<string, string> => ({
  ...(value as Record<string, string> | undefined),
});

describe('dependencies', () => {
  it('are pinned to one version each', async () => {
    const manifest = await read('package.json');
    for (const field of ['dependencies', 'devDependencies', 'peerDependencies']) {
      for (const [name, version] of Object.entries(textsOf(manifest[field]))) {
        expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
      }
    }
  });

  it('are few, and run no script at install', async () => {
    const manifest = await read('package.json');
    expect(Object.keys(textsOf(manifest.dependencies)).length).toBeLessThanOrEqual(16);
    expect(
      Object.values({ ...(manifest.allowScripts as object) }).every((allowed) => allowed === false),
    ).toBe(true);
  });

  it('come from the npm registry, each with the hash of its content', async () => {
    const { packages } = await read('package-lock.json');
    const entries = Object.entries(
      packages as Record<string, { resolved?: string; integrity?: string; link?: boolean }>,
    );
    expect(entries.length).toBeGreaterThan(100);
    for (const [path, { resolved, integrity, link }] of entries) {
      if (path === '') continue;
      expect(link).toBeUndefined();
      if (resolved !== undefined) expect(resolved).toMatch(/^https:\/\/registry\.npmjs\.org\//);
      expect(`${path} ${integrity ?? 'without a hash'}`).toMatch(/ sha512-/);
    }
  });
});
