import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatorDescriptionSchema } from '../../src/config/generator-description.js';
import { generatorFileSchema } from '../../src/config/generator-file.js';
import { networkGeneratorSchema } from '../../src/config/network-generator-file.js';

const root = join(import.meta.dirname, '..', '..');
const page = await readFile(join(root, 'docs', 'generators.md'), 'utf8');
const blocks = [...page.matchAll(/^ *```json\n(.*?)^ *```/gms)].map(
  ([, text]) => JSON.parse(text!) as Record<string, unknown>,
);

describe('docs/generators.md', () => {
  it('shows descriptions that can be used, one of every loader but tfjs', () => {
    const files = blocks.filter((block) => 'loader' in block);
    expect(files.map(({ loader }) => loader)).toEqual(['onnx', 'command', 'http', 'images']);
    for (const file of files) expect(() => generatorFileSchema.parse(file)).not.toThrow();
  });

  it('shows a greeting that can be used', () => {
    const greeting = blocks.find(({ type }) => type === 'hello');
    expect(() => generatorDescriptionSchema.parse(greeting)).not.toThrow();
  });

  it('names every field of a network', () => {
    for (const field of Object.keys(networkGeneratorSchema.shape)) expect(page).toContain(`\`${field}`);
  });
});

describe('examples', () => {
  it('hold descriptions that can be used', async () => {
    const text = await readFile(join(root, 'examples', 'stylegan', 'generator.json'), 'utf8');
    expect(generatorFileSchema.parse(JSON.parse(text)).loader).toBe('command');
  });
});
