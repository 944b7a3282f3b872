import { GlobalFonts } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The package keeps a file for each script; what one lacks the next has. */
const scripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese'] as const;

let registered: string | undefined;

/**
 * Fonts that come with gan-eval: a machine may have none, and charts would be without text; and others would make other pictures.
 * @returns families as in CSS
 */
export function chartFonts(): string {
  registered ??= scripts.map(register).join(', ');
  return registered;
}

function register(script: (typeof scripts)[number]): string {
  const file = `@fontsource-variable/source-sans-3/files/source-sans-3-${script}-wght-normal.woff2`;
  const family = `gan-eval ${script}`;
  GlobalFonts.register(readFileSync(createRequire(import.meta.url).resolve(file)), family);
  return `"${family}"`;
}
