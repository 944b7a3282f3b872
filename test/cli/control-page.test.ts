import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { controlCommand } from '../../src/cli/control.js';
import { poseScores } from '../../src/metrics/pose/registry.js';

const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'control.md'), 'utf8');

describe('docs/control.md and the help of gan-eval control', () => {
  it.each(poseScores.map(({ id, options }) => [id, Object.keys(options.shape)] as const))(
    'tell of %s',
    (id, options) => {
      const row = page.split('\n').find((text) => text.startsWith(`| \`${id}\` `));
      expect(row).toBeDefined();
      for (const option of options) expect(row).toContain(`.${option}\``);
      const scores = controlCommand().options.find(({ long }) => long === '--scores');
      expect(scores?.description.split(/, | \(/)).toContain(id);
    },
  );
});
