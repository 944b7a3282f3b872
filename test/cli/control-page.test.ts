import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outfitScores } from '../../src/metrics/outfit/registry.js';
import { pairedScores } from '../../src/metrics/paired/registry.js';
import { poseScores } from '../../src/metrics/pose/registry.js';

const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'control.md'), 'utf8');
const scores = [...poseScores, ...outfitScores, ...pairedScores];

describe('docs/control.md', () => {
  it.each(scores.map(({ id, options }) => [id, Object.keys(options.shape)] as const))(
    'tells of %s',
    (id, options) => {
      const row = page.split('\n').find((text) => text.startsWith(`| \`${id}\` `));
      expect(row).toBeDefined();
      for (const option of options) expect(row).toContain(`.${option}\``);
    },
  );
});
